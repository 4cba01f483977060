package io.github.reel4j.testkit.contract.engine;

import org.opentest4j.AssertionFailedError;

/** The error of a suite whose provider or vendor cannot be started. */
public final class ProviderNotStartedError extends AssertionFailedError {

    private static final long serialVersionUID = 1;

    public ProviderNotStartedError(Throwable cause) {
        super("the suite's method start() threw, so that no rule could run: " + cause, cause);
    }
}
