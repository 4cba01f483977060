package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.contract.support.FixedFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.junit.jupiter.api.Test;

class ContractContextTest {

    @Test
    void a_key_in_a_text_is_found() {
        try (SimulatedProvider subject =
                new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder())) {
            ContractContext context = new ContractContext(subject, new RuleResult());

            assertThat(context.containsKey("GET /v1?key=" + subject.secret())).isTrue();
            assertThat(context.containsKey("GET /v1")).isFalse();
        }
    }

    @Test
    void only_requests_of_the_test_are_counted() throws IOException {
        try (SimulatedProvider subject =
                new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder())) {
            URL vendor = subject.wire().orElseThrow().baseUrl().toURL();
            request(vendor);
            ContractContext context = new ContractContext(subject, new RuleResult());
            assertThat(context.requests()).isZero();

            request(vendor);
            request(vendor);

            assertThat(context.requests()).isEqualTo(2);
        }
    }

    private static void request(URL vendor) throws IOException {
        assertThat(((HttpURLConnection) vendor.openConnection()).getResponseCode())
                .isPositive();
    }

    @Test
    void a_request_for_an_unknown_model_is_not_orderable() {
        ContractContext context = new ContractContext(new InMemoryUnderTest(), new RuleResult());
        TextToVideoRequest order =
                TextToVideoRequest.builder().prompt("a heron").build();

        assertThat(context.isOrderable(order)).isTrue();
        assertThat(context.isOrderable(TextToVideoRequest.builder()
                        .prompt("a heron")
                        .model("no-such-model")
                        .build()))
                .isFalse();
    }

    @Test
    void a_provider_without_a_key_leaks_none() {
        ContractContext context = new ContractContext(new InMemoryUnderTest(), new RuleResult());

        assertThat(context.containsKey("GET /v1")).isFalse();
    }
}
