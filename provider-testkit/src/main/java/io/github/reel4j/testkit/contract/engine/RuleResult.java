package io.github.reel4j.testkit.contract.engine;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The result of one rule: the overall result, and the result for each operation and each model. Thread-safe. */
public final class RuleResult {

    /** The result of a rule or of one check. */
    enum State {
        PASSED,
        FAILED,
        /** The provider does not offer the subject of the rule. */
        NOT_APPLICABLE;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The result of one check.
     *
     * @param state the state
     * @param remark the reason of a failure or of a rule that is not applicable, as JSON fields; the same in each run
     * @param failure the details of a failure
     */
    record CheckResult(State state, Map<String, String> remark, Optional<CheckFailure> failure) {

        CheckResult(State state, Map<String, String> remark) {
            this(state, remark, Optional.empty());
        }
    }

    /** By operation and model, sorted by name. The model is empty for a check of the operation itself. */
    private final Map<String, Map<String, CheckResult>> checks = new TreeMap<>();

    private CheckResult whole = new CheckResult(State.PASSED, Map.of());

    /** Hides everything until the secrets of the provider are known. */
    private UnaryOperator<String> mask = text -> "";

    /** Sets how secrets are masked in the texts of exceptions that are recorded from now on. */
    synchronized void mask(UnaryOperator<String> secrets) {
        mask = secrets;
    }

    /** Records a passed check, unless it failed before. */
    synchronized void passed(String operation, String model) {
        checks(operation).putIfAbsent(model, new CheckResult(State.PASSED, Map.of()));
    }

    synchronized void failed(String operation, String model, Throwable problem) {
        checks(operation)
                .merge(model, failedCheck(problem), (before, now) -> before.state() == State.FAILED ? before : now);
    }

    synchronized void notApplicable(String operation) {
        checks(operation).putIfAbsent("", new CheckResult(State.NOT_APPLICABLE, Map.of()));
    }

    synchronized void allNotApplicable(String reason) {
        whole = new CheckResult(State.NOT_APPLICABLE, Map.of("reason", reason));
    }

    /** Records that the rule failed. The problem is only recorded if no single check failed. */
    public synchronized void failed(Throwable problem) {
        boolean known = checks.values().stream()
                .flatMap(models -> models.values().stream())
                .anyMatch(check -> check.state() == State.FAILED);
        whole = known ? new CheckResult(State.FAILED, Map.of()) : failedCheck(problem);
    }

    /** Returns the failures of all checks. */
    synchronized List<CheckFailure> failures() {
        return Stream.concat(Stream.of(whole), checks.values().stream().flatMap(models -> models.values().stream()))
                .flatMap(check -> check.failure().stream())
                .toList();
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

    private CheckResult failedCheck(Throwable problem) {
        return new CheckResult(State.FAILED, remark(problem), Optional.of(CheckFailure.of(problem, mask)));
    }

    private static Map<String, String> remark(Throwable problem) {
        return problem instanceof RuleViolation violation
                ? new TreeMap<>(Map.of("given", violation.given(), "then", violation.then()))
                : Map.of("problem", problem.getClass().getName());
    }
}
