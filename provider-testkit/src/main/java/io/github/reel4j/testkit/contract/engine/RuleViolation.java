package io.github.reel4j.testkit.contract.engine;

import org.opentest4j.AssertionFailedError;

/** A lesson as an error; what was given and what must follow are the same in each run, the message need not be. */
public final class RuleViolation extends AssertionFailedError {

    private static final long serialVersionUID = 1;

    private final String given;
    private final String then;

    RuleViolation(String message, String given, String then) {
        super(message);
        this.given = given;
        this.then = then;
    }

    public String given() {
        return given;
    }

    public String then() {
        return then;
    }
}
