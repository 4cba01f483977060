package io.github.reel4j.testkit.contract.engine;

import org.opentest4j.AssertionFailedError;

/** Reports that the provider under test or its simulated vendor could not be started, so no rule can be checked. */
public final class ProviderNotStartedError extends AssertionFailedError {

    private static final long serialVersionUID = 1;

    public ProviderNotStartedError(Throwable cause) {
        super("the suite's method start() threw, so that no rule could run: " + cause, cause);
    }
}
