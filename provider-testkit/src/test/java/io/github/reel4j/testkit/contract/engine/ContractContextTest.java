package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.testkit.contract.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.SimulatedProvider;
import io.github.reel4j.testkit.contract.support.FixedFactory;
import io.github.reel4j.testkit.memory.InMemoryVideoProvider;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.junit.jupiter.api.Test;

class ContractContextTest {

    @Test
    void a_key_is_found_wherever_it_can_be_read() {
        try (SimulatedProvider subject =
                new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder())) {
            ContractContext context = new ContractContext(subject, new RuleResult());

            assertThat(context.containsKey("GET /v1?key=" + subject.secret())).isTrue();
            assertThat(context.containsKey("GET /v1")).isFalse();
        }
    }

    @Test
    void only_requests_since_it_began_are_counted() throws IOException {
        try (SimulatedProvider subject =
                new SimulatedProvider(new FixedFactory(new InMemoryVideoProvider()), PixazoSimulator.builder())) {
            URL vendor = subject.wire().orElseThrow().baseUrl().toURL();
            ask(vendor);
            ContractContext context = new ContractContext(subject, new RuleResult());
            assertThat(context.requests()).isZero();

            ask(vendor);
            ask(vendor);

            assertThat(context.requests()).isEqualTo(2);
        }
    }

    private static void ask(URL vendor) throws IOException {
        assertThat(((HttpURLConnection) vendor.openConnection()).getResponseCode())
                .isPositive();
    }

    @Test
    void an_order_of_a_model_that_is_not_there_is_not_taken() {
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
    void who_has_no_key_tells_none() {
        ContractContext context = new ContractContext(new InMemoryUnderTest(), new RuleResult());

        assertThat(context.containsKey("GET /v1")).isFalse();
    }
}
