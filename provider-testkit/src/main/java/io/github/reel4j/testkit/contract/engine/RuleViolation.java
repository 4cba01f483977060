package io.github.reel4j.testkit.contract.engine;

import org.opentest4j.AssertionFailedError;

/**
 * The error of a failed check. Precondition and expectation are fixed texts of the rule; only the message depends on
 * the run.
 */
public final class RuleViolation extends AssertionFailedError {

    private static final long serialVersionUID = 1;

    private final String given;
    private final String then;

    RuleViolation(String message, String given, String then) {
        super(message);
        this.given = given;
        this.then = then;
    }

    /** Returns the precondition. */
    public String given() {
        return given;
    }

    /** Returns the expectation. */
    public String then() {
        return then;
    }
}
