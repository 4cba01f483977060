package io.github.reel4j.testkit.contract;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What became of one rule: by operation and model, and in all. Thread-safe. */
final class Outcome {

    /** How a rule, or one check of it, ended. */
    enum State {
        PASSED,
        FAILED,
        /** There was nothing to try, and that nothing was sent is what counts. */
        REFUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One check.
     *
     * @param remark why it was refused or failed, as JSON fields; the same in each run
     */
    record Check(State state, Map<String, String> remark) {}

    /** By operation and model, in the order of their names; the model is empty for what is about the operation alone. */
    private final Map<String, Map<String, Check>> checks = new TreeMap<>();

    private Check whole = new Check(State.PASSED, Map.of());

    /** A check that failed before stays failed. */
    synchronized void passed(String operation, String model) {
        checks(operation).putIfAbsent(model, new Check(State.PASSED, Map.of()));
    }

    synchronized void failed(String operation, String model, Throwable problem) {
        checks(operation)
                .merge(
                        model,
                        new Check(State.FAILED, remark(problem)),
                        (before, now) -> before.state() == State.FAILED ? before : now);
    }

    synchronized void refused(String operation) {
        checks(operation).putIfAbsent("", new Check(State.REFUSED, Map.of()));
    }

    synchronized void refusedAll(String why) {
        whole = new Check(State.REFUSED, Map.of("reason", why));
    }

    /** The rule as a whole; where the failure is not one check's, it says what it was. */
    synchronized void failed(Throwable problem) {
        boolean known = checks.values().stream()
                .flatMap(models -> models.values().stream())
                .anyMatch(check -> check.state() == State.FAILED);
        whole = new Check(State.FAILED, known ? Map.of() : remark(problem));
    }

    synchronized Check whole() {
        return whole;
    }

    synchronized Map<String, Map<String, Check>> checks() {
        Map<String, Map<String, Check>> copy = new TreeMap<>();
        checks.forEach((operation, models) -> copy.put(operation, new TreeMap<>(models)));
        return copy;
    }

    private Map<String, Check> checks(String operation) {
        return checks.computeIfAbsent(operation, each -> new TreeMap<>());
    }

    private static Map<String, String> remark(Throwable problem) {
        return problem instanceof BrokenRule broken
                ? new TreeMap<>(Map.of("given", broken.given(), "then", broken.then()))
                : Map.of("problem", problem.getClass().getName());
    }
}
