package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.ProviderId;

/**
 * Starts simulators of one vendor. Programs find factories through {@link java.util.ServiceLoader};
 * {@code reel simulator} and {@code reel --simulate} are such programs.
 */
public interface VendorSimulatorFactory {

    /** Returns the id of the provider whose vendor is simulated. */
    ProviderId id();

    /**
     * Starts a simulator on the loopback interface.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @return the running simulator; the caller closes it
     * @throws java.io.UncheckedIOException if the port is not available
     */
    VendorSimulator start(int port);
}
