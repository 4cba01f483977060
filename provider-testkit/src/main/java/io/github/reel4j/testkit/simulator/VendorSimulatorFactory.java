package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.ProviderId;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Starts simulators of one vendor. Programs find factories through {@link java.util.ServiceLoader};
 * {@code reel simulator} and {@code reel --simulate} are such programs.
 */
public interface VendorSimulatorFactory {

    /** Returns the id of the provider whose vendor is simulated. */
    ProviderId id();

    /**
     * Returns the secret with which the dialect signs callbacks, for vendors whose secrets have a form of their own,
     * such as {@code whsec_...}. {@code reel --simulate} sets it, unless the user has set one. By default empty: the
     * dialect signs with {@code SimulatedProvider.CALLBACK_SECRET}, or not at all.
     */
    default Optional<String> callbackSecret() {
        return Optional.empty();
    }

    /**
     * Starts a simulator on the loopback interface.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @return the running simulator; the caller closes it
     * @throws java.io.UncheckedIOException if the port is not available
     */
    VendorSimulator start(int port);

    /**
     * Starts a simulator on the loopback interface whose tasks progress by {@code clock}, for example by a {@link
     * io.github.reel4j.testkit.time.VirtualTimeScheduler}. The simulators of reel4j support it.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @return the running simulator; the caller closes it
     * @throws UnsupportedOperationException if the simulator has a clock of its own; so by default
     * @throws java.io.UncheckedIOException if the port is not available
     */
    default Simulator start(int port, InstantSource clock) {
        throw new UnsupportedOperationException("the simulator of " + id() + " supports no clock. Implement"
                + " VendorSimulatorFactory.start(int, InstantSource) in "
                + getClass().getName()
                + ", or use the simulator in real time.");
    }
}
