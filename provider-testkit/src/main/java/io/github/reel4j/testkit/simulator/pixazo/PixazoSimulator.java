package io.github.reel4j.testkit.simulator.pixazo;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.spi.VendorSimulatorFactory;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.SimulatorBuilder;

/**
 * Starts imitations of Pixazo: text-to-video, image-to-video, speech-to-video and animate, as in {@code pixazo-text-to-video.txt},
 * {@code pixazo-image-to-video.txt}, {@code pixazo-speech-to-video.txt} and {@code pixazo-animate.txt}. What the documents leave
 * open follows the service that Pixazo visibly resells: status words before success, failed tasks, the submit of animate. Any key
 * that is not blank is good. The reason of a refusal, which the vendor keeps to itself, is in the header
 * {@code X-Simulator-Reason}.
 */
public final class PixazoSimulator implements VendorSimulatorFactory {

    private static final ProviderId ID = ProviderId.of("pixazo");

    /** For {@link java.util.ServiceLoader}. */
    public PixazoSimulator() {}

    /** Starts one on a free port, with the default times. */
    public static Simulator create() {
        return builder().start();
    }

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
}
