package io.github.reel4j.testkit.simulator.pixazo;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;
import io.github.reel4j.testkit.simulator.VendorSimulatorFactory;
import java.time.InstantSource;

/**
 * Starts simulators of Pixazo: text-to-video, image-to-video, speech-to-video and animate, as in
 * {@code pixazo-text-to-video.txt}, {@code pixazo-image-to-video.txt}, {@code pixazo-speech-to-video.txt} and
 * {@code pixazo-animate.txt}.
 *
 * <p>Where the documents are silent, the simulator follows the service that Pixazo resells: status values before
 * success, failed tasks, the submit of animate. Any API key that is not blank is valid. The reason of a rejection,
 * which the vendor does not document, is in the header {@code X-Simulator-Reason}.
 */
public final class PixazoSimulator implements VendorSimulatorFactory {

    private static final ProviderId ID = ProviderId.of("pixazo");

    /** Creates the factory, for {@link java.util.ServiceLoader}. */
    public PixazoSimulator() {}

    /** Starts a simulator on a free port, with the default durations of tasks. */
    public static Simulator create() {
        return builder().start();
    }

    /** Returns a builder of a simulator of Pixazo. */
    public static SimulatorBuilder builder() {
        return Simulator.withDialect(new PixazoDialect()).provider(ID);
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
