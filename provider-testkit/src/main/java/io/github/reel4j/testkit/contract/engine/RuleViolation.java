package io.github.reel4j.testkit.contract.engine;

import org.opentest4j.AssertionFailedError;

/**
 * The error of a failed check. Precondition and expectation are fixed texts of the rule; only the message depends on
 * the run.
 */
public final class RuleViolation extends AssertionFailedError {

    private static final long serialVersionUID = 1;

    private final transient CheckFailure failure;

    RuleViolation(String message, CheckFailure failure) {
        super(message);
        this.failure = failure;
    }

    /** Returns the precondition. */
    public String given() {
        return failure.given();
    }

    /** Returns the expectation. */
    public String then() {
        return failure.then();
    }

    CheckFailure failure() {
        return failure;
    }
}
