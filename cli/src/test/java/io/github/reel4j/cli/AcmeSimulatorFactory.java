package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.simulator.VendorSimulator;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;

/** Starts {@link AcmeVendor} as the built-in simulator of acme. */
public final class AcmeSimulatorFactory implements VendorSimulatorFactory {

    @Override
    public ProviderId id() {
        return ProviderId.of("acme");
    }

    @Override
    public VendorSimulator start(int port) {
        return new AcmeVendor(port);
    }
}
