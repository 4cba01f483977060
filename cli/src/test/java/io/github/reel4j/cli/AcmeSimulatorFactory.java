package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.VendorSimulator;
import io.github.reel4j.spi.VendorSimulatorFactory;

/** Lets reel start {@link AcmeVendor} by itself. */
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
