package io.github.reel4j.cli;

import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A test in which reel orders from simulators of Apixo and Pixazo. Checks that the journal has every billed order. */
abstract class SimulatedVendorsTest {

    static final List<String> ANIMATE =
            List.of("animate", "--image", "https://example.com/me.png", "--video", "https://example.com/dance.mp4");

    @TempDir
    Path folder;

    @TempDir
    Path state;

    final Simulator apixo = ApixoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();
    final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();

    @AfterEach
    void stopSimulators() {
        apixo.close();
        pixazo.close();
        new OrderLedgers(journal(), apixo, pixazo).assertNothingLost();
    }

    Path journal() {
        return state.resolve("orders.journal");
    }

    String video() {
        return folder.resolve("dance.mp4").toString();
    }

    /** Returns a run with the keys of both vendors. */
    ReelRun run() {
        return ReelRun.withoutKeys()
                .with("APIXO_BASE_URL", apixo.baseUrl().toString())
                .with("APIXO_API_KEY", ReelRun.KEY)
                .with("PIXAZO_BASE_URL", pixazo.baseUrl().toString())
                .with("PIXAZO_API_KEY", ReelRun.KEY)
                .with("REEL4J_JOURNAL", journal().toString());
    }

    /** Executes {@code reel animate} with {@code options}. */
    static ReelRun animate(ReelRun run, String... options) {
        return run.reel(Stream.concat(ANIMATE.stream(), Stream.of(options)).toArray(String[]::new));
    }
}
