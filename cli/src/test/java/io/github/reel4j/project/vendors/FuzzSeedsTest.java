package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Replays the seeds of the fuzzer, and its earlier findings, over real HTTP. */
@Tag("long")
class FuzzSeedsTest extends EachVendorTest {

    private static final String KEY = "canary-4f1c9a77-of-the-fuzzer";

    private List<Path> seeds(String target) throws IOException {
        try (Stream<Path> seeds = Files.list(Path.of("..", "fuzz", "seeds", vendor().id() + "-" + target))) {
            return seeds.sorted().toList();
        }
    }

    List<Path> submits() throws IOException {
        return seeds("submit");
    }

    List<Path> polls() throws IOException {
        return seeds("status");
    }

    private static Fault response(Path seed) throws IOException {
        return Fault.raw(Files.readString(seed, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("submits")
    void a_submit_response_is_a_task_or_a_failure(Path seed) throws IOException {
        VideoClient client = client();
        for (Operation operation : vendor().operations()) {
            run().vendor().nextSubmit(response(seed).beforeAccepting());
            assertNoDefect(() -> client.submit(vendor().order(operation)));
        }
    }

    @ParameterizedTest
    @MethodSource("polls")
    void a_poll_response_is_a_status_or_a_failure(Path seed) throws IOException {
        VideoClient client = client();
        for (Operation operation : vendor().operations()) {
            run().vendor().nextPoll(response(seed));
            assertNoDefect(() ->
                    client.status(run().task(operation, vendor().responses().taskId())));
        }
    }

    /** Returns a client with the key that the seeds quote. */
    private VideoClient client() {
        VendorTestHarness run = run();
        return run.closeAtEnd(run.builder()
                .apiKey(vendor().id().value(), KEY)
                .scheduler(run.virtualTime())
                .build());
    }

    private static void assertNoDefect(Runnable call) {
        VideoException thrown = catchThrowableOfType(VideoException.class, call::run);
        if (thrown != null) {
            assertThat(thrown.failure().kind()).isNotEqualTo(FailureKind.DEFECT);
            assertThat(thrown).hasMessageNotContaining("defect").hasMessageNotContaining(KEY);
        }
    }
}
