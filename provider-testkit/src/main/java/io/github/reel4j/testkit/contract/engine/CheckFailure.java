package io.github.reel4j.testkit.contract.engine;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A failed check, for the reports. Its texts do not contain the API key.
 *
 * @param given the precondition; empty if a test failed outside of a check
 * @param then the expectation; empty likewise
 * @param but the actual result
 * @param wire the requests on the wire, one a line
 * @param likely the likely cause
 * @param cause a cause that other checks may share, without values that differ between runs
 */
record CheckFailure(String given, String then, String but, String wire, String likely, Optional<String> cause) {

    /**
     * Describes a failure.
     *
     * @param mask masks secrets in the text of an exception that is not of a check
     */
    static CheckFailure of(Throwable problem, UnaryOperator<String> mask) {
        return problem instanceof RuleViolation violation
                ? violation.failure()
                : new CheckFailure(
                        "", "", mask.apply(problem.toString()), "", "", Optional.of(ExceptionText.cause(problem)));
    }

    /** Returns whether both differ at most in the requests on the wire. */
    boolean isLike(CheckFailure other) {
        return given.equals(other.given) && then.equals(other.then) && but.equals(other.but);
    }
}
