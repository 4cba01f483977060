package io.github.reel4j.spi;

import io.github.reel4j.model.ProviderId;

/** Starts simulators of one vendor. Found through {@link java.util.ServiceLoader}. */
public interface VendorSimulatorFactory {

    /** The provider whose vendor is imitated. */
    ProviderId id();

    /**
     * Starts a simulator on the loopback interface.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @throws java.io.UncheckedIOException if the port cannot be had
     */
    VendorSimulator start(int port);
}
