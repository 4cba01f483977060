package io.github.reel4j.testkit.simulator.apixo;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.time.InstantSource;

/**
 * Starts simulators of Apixo: wan-2-2-animate as in {@code apixo-animate.txt}, with the error bodies and the failure
 * fields of the vendor's API reference.
 *
 * <p>{@code mode} and {@code type}, which the document describes both as required and as having a default, are
 * required. Any API key that is not blank is valid. Callbacks go to loopback URLs only, with the body of a status
 * response, as the vendor's page about webhooks says. Its up to 3 retries of callbacks are not simulated, because their
 * delays are not documented.
 */
public final class ApixoSimulator implements VendorSimulatorFactory {

    private static final ProviderId ID = ProviderId.of("apixo");

    /** Creates the factory, for {@link java.util.ServiceLoader}. */
    public ApixoSimulator() {}

    /** Starts a simulator on a free port, with the default durations of tasks. */
    public static Simulator create() {
        return builder().start();
    }

    /** Returns a builder of a simulator of Apixo. */
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

    @Override
    public Simulator start(int port, InstantSource clock) {
        return builder().port(port).clock(clock).start();
    }
}
