package io.github.reel4j.testkit.contract;

import org.opentest4j.AssertionFailedError;

/** A lesson as an error; what was given and what must follow are the same in each run, the message need not be. */
final class BrokenRule extends AssertionFailedError {

    private static final long serialVersionUID = 1;

    private final String given;
    private final String then;

    BrokenRule(String message, String given, String then) {
        super(message);
        this.given = given;
        this.then = then;
    }

    String given() {
        return given;
    }

    String then() {
        return then;
    }
}
