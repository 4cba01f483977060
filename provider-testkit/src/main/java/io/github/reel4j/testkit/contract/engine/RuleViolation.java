package io.github.reel4j.testkit.contract.engine;

import org.opentest4j.AssertionFailedError;

/** The error of a failed check. Precondition and expectation are the same in each run; the message may differ. */
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
