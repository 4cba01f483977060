package io.github.reel4j.testkit.contract.engine;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of one rule: by operation and model, and in all. Thread-safe. */
public final class RuleResult {

    /** How a rule, or one check of it, ended. */
    enum State {
        PASSED,
        FAILED,
        /** There was nothing to try, and that nothing was sent is what counts. */
        NOT_APPLICABLE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One check.
     *
     * @param remark why it was refused or failed, as JSON fields; the same in each run
     */
    record CheckResult(State state, Map<String, String> remark) {}

    /** By operation and model, in the order of their names; the model is empty for what is about the operation alone. */
    private final Map<String, Map<String, CheckResult>> checks = new TreeMap<>();

    private CheckResult whole = new CheckResult(State.PASSED, Map.of());

    /** A check that failed before stays failed. */
    synchronized void passed(String operation, String model) {
        checks(operation).putIfAbsent(model, new CheckResult(State.PASSED, Map.of()));
    }

    synchronized void failed(String operation, String model, Throwable problem) {
        checks(operation)
                .merge(
                        model,
                        new CheckResult(State.FAILED, remark(problem)),
                        (before, now) -> before.state() == State.FAILED ? before : now);
    }

    synchronized void notApplicable(String operation) {
        checks(operation).putIfAbsent("", new CheckResult(State.NOT_APPLICABLE, Map.of()));
    }

    synchronized void allNotApplicable(String why) {
        whole = new CheckResult(State.NOT_APPLICABLE, Map.of("reason", why));
    }

    /** The rule as a whole; where the failure is not one check's, it says what it was. */
    public synchronized void failed(Throwable problem) {
        boolean known = checks.values().stream()
                .flatMap(models -> models.values().stream())
                .anyMatch(check -> check.state() == State.FAILED);
        whole = new CheckResult(State.FAILED, known ? Map.of() : remark(problem));
    }

    synchronized CheckResult whole() {
        return whole;
    }

    synchronized Map<String, Map<String, CheckResult>> checks() {
        Map<String, Map<String, CheckResult>> copy = new TreeMap<>();
        checks.forEach((operation, models) -> copy.put(operation, new TreeMap<>(models)));
        return copy;
    }

    private Map<String, CheckResult> checks(String operation) {
        return checks.computeIfAbsent(operation, each -> new TreeMap<>());
    }

    private static Map<String, String> remark(Throwable problem) {
        return problem instanceof RuleViolation violation
                ? new TreeMap<>(Map.of("given", violation.given(), "then", violation.then()))
                : Map.of("problem", problem.getClass().getName());
    }
}
