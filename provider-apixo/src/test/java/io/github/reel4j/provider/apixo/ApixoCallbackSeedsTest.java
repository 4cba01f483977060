package io.github.reel4j.provider.apixo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.CallbackResponse;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.VendorTestHarness;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The seeds and earlier findings of the callback fuzzer. */
class ApixoCallbackSeedsTest {

    private static final Path SEEDS = Path.of("..", "fuzz", "seeds", "callback-intake");

    private final VendorTestHarness run = new VendorTestHarness(ApixoSimulator.builder(), new ApixoProviderFactory());
    private final VideoClient client = run.closeAtEnd(run.builder()
            .callbackUrl(URI.create("http://127.0.0.1:9/hooks"))
            .scheduler(run.virtualTime())
            .build());

    @AfterEach
    void close() {
        run.close();
    }

    static List<Path> callbacks() throws IOException {
        try (Stream<Path> seeds = Files.list(SEEDS)) {
            return seeds.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("callbacks")
    void a_callback_of_this_kind_is_accepted_or_rejected(Path seed) throws IOException {
        run.vendor().nextSubmit(Fault.connectionReset());
        VideoFailure lost = VendorTestHarness.failure(
                () -> client.submit(ApixoOrders.animate().build()));
        assertThat(lost.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN);
        String address = VendorTestHarness.json(
                        run.vendor().ledger().submits().get(0).body())
                .path("callback_url")
                .textValue();
        String[] lines = Files.readString(seed, StandardCharsets.ISO_8859_1).split("\n", 2);
        String path = lines[0].replace("{address}", URI.create(address).getPath());
        byte[] rest = lines[lines.length - 1].getBytes(StandardCharsets.ISO_8859_1);
        assertThat(client.callbacks().receive(path, Map.of("x-time", List.of(lines[0])), rest))
                .isIn(CallbackResponse.ACCEPTED, CallbackResponse.UNREADABLE, CallbackResponse.NOT_FOUND);
        assertThat(run.vendor().ledger().submits()).hasSize(1);
    }
}
