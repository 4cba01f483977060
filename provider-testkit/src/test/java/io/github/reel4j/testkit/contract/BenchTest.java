package io.github.reel4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.PixazoSimulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.junit.jupiter.api.Test;

class BenchTest {

    @Test
    void a_key_is_found_wherever_it_can_be_read() {
        try (SimulatedProvider subject =
                new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder())) {
            Bench bench = new Bench(subject, new Outcome());

            assertThat(bench.tellsTheKey("GET /v1?key=" + subject.secret())).isTrue();
            assertThat(bench.tellsTheKey("GET /v1")).isFalse();
        }
    }

    @Test
    void only_requests_since_it_began_are_counted() throws IOException {
        try (SimulatedProvider subject =
                new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder())) {
            URL vendor = subject.wire().orElseThrow().baseUrl().toURL();
            ask(vendor);
            Bench bench = new Bench(subject, new Outcome());
            assertThat(bench.requests()).isZero();

            ask(vendor);
            ask(vendor);

            assertThat(bench.requests()).isEqualTo(2);
        }
    }

    private static void ask(URL vendor) throws IOException {
        assertThat(((HttpURLConnection) vendor.openConnection()).getResponseCode())
                .isPositive();
    }

    @Test
    void an_order_of_a_model_that_is_not_there_is_not_taken() {
        Bench bench = new Bench(new InMemoryUnderTest(), new Outcome());
        TextToVideoRequest order =
                TextToVideoRequest.builder().prompt("a heron").build();

        assertThat(bench.takes(order)).isTrue();
        assertThat(bench.takes(TextToVideoRequest.builder()
                        .prompt("a heron")
                        .model("no-such-model")
                        .build()))
                .isFalse();
    }

    @Test
    void who_has_no_key_tells_none() {
        Bench bench = new Bench(new InMemoryUnderTest(), new Outcome());

        assertThat(bench.tellsTheKey("GET /v1")).isFalse();
    }
}
