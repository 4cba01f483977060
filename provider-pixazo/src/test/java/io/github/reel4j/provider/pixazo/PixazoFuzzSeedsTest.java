package io.github.reel4j.provider.pixazo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.PixazoSimulator;
import io.github.reel4j.testkit.simulator.VendorRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the fuzzer starts from, and what it has once found, over real HTTP. */
class PixazoFuzzSeedsTest {

    private static final Path SEEDS = Path.of("..", "fuzz", "seeds");
    private static final String KEY = "canary-4f1c9a77-of-the-fuzzer";

    private final VendorRun run = new VendorRun(PixazoSimulator.builder(), new PixazoProviderFactory());
    private final VideoClient client = run.kept(
            run.builder().apiKey("pixazo", KEY).timeline(run.virtualTime()).build());

    @AfterEach
    void close() {
        run.close();
    }

    private static List<Path> seeds(String target) throws IOException {
        try (Stream<Path> seeds = Files.list(SEEDS.resolve(target))) {
            return seeds.sorted().toList();
        }
    }

    static List<Path> submits() throws IOException {
        return seeds("pixazo-submit");
    }

    static List<Path> polls() throws IOException {
        return seeds("pixazo-status");
    }

    private static Fault reply(Path seed) throws IOException {
        return Fault.raw(Files.readString(seed, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("submits")
    void an_order_that_is_answered_so_is_a_task_or_a_failure(Path seed) throws IOException {
        for (Operation operation : PixazoOrders.OPERATIONS) {
            run.vendor().nextSubmit(reply(seed).beforeAccepting());
            assertSound(() -> client.submit(PixazoOrders.of(operation)));
        }
    }

    @ParameterizedTest
    @MethodSource("polls")
    void a_poll_that_is_answered_so_is_a_status_or_a_failure(Path seed) throws IOException {
        for (Operation operation : PixazoOrders.OPERATIONS) {
            run.vendor().nextPoll(reply(seed));
            assertSound(() -> client.status(run.task(operation, "task-1")));
        }
    }

    private static void assertSound(Runnable call) {
        VideoException thrown = catchThrowableOfType(VideoException.class, call::run);
        if (thrown != null) {
            assertThat(thrown.failure().kind()).isNotEqualTo(FailureKind.DEFECT);
            assertThat(thrown).hasMessageNotContaining("defect").hasMessageNotContaining(KEY);
        }
    }
}
