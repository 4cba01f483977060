package io.github.reel4j.testkit.simulator.apixo;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.VendorSimulatorFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;

/**
 * Starts imitations of Apixo: wan-2-2-animate as in {@code apixo-animate.txt}, with the error bodies and the failure fields of the
 * vendor's API reference. The fields that the document calls both required and
 * defaulted, {@code mode} and {@code type}, are required. Any key that is not blank is good. Callbacks are delivered to loopback addresses only, with the body of a status reply: the document
 * shows none, the vendor's page about webhooks says so. That page's up to three retries are not imitated; it does not say when.
 */
public final class ApixoSimulator implements VendorSimulatorFactory {

    private static final ProviderId ID = ProviderId.of("apixo");

    /** For {@link java.util.ServiceLoader}. */
    public ApixoSimulator() {}

    /** Starts one on a free port, with the default times. */
    public static Simulator create() {
        return builder().start();
    }

    public static SimulatorBuilder builder() {
        return Simulator.withDialect(new ApixoDialect()).provider(ID);
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Simulator start(int port) {
        return builder().port(port).start();
    }
}
