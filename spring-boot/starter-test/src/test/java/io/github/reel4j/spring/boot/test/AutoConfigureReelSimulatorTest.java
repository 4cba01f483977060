package io.github.reel4j.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.spring.boot.ReelConnectionDetails;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Ledger;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Orders of an application that has the key and the URL of a real vendor in its properties. */
@SpringJUnitConfig(AutoConfigureReelSimulatorTest.Application.class)
@AutoConfigureReelSimulator("fal")
@TestPropertySource(
        properties = {
            "reel4j.providers.fal.api-key=key-of-production",
            "reel4j.providers.fal.base-url=https://queue.fal.run",
            "reel4j.providers.pixazo.api-key=key-of-production",
            "pixazo.api-key=key-of-production"
        })
class AutoConfigureReelSimulatorTest {

    private static final TextToVideoRequest REQUEST =
            TextToVideoRequest.builder().prompt("a kitten").build();

    @Configuration(proxyBeanMethods = false)
    static class Application {}

    @Autowired
    private VideoClient client;

    @Autowired
    private Simulator fal;

    @Autowired
    private Ledger ledger;

    @Autowired
    private VirtualTimeScheduler time;

    @Autowired
    private ReelConnectionDetails connections;

    @Test
    void an_order_runs_in_virtual_time() {
        fal.nextTask().running(Duration.ofMinutes(5));
        Duration before = time.elapsed();
        assertThat(client.submit(REQUEST).await().url()).isNotNull();
        assertThat(time.elapsed().minus(before)).isGreaterThan(Duration.ofMinutes(5));
        assertThat(ledger.orders()).hasSize(1);
        assertThat(ledger.submits())
                .extracting(request -> request.header("Authorization").orElse(""))
                .allSatisfy(header -> assertThat(header).doesNotContain("production"));
    }

    @Test
    void each_test_starts_with_an_empty_ledger() {
        assertThat(ledger.requests()).isEmpty();
        assertThat(client.submit(REQUEST).ref()).isNotNull();
        assertThat(ledger.orders()).hasSize(1);
    }

    @Test
    void an_unknown_order_that_is_reported_is_correct() {
        fal.nextSubmit(Fault.connectionReset());
        assertThatThrownBy(() -> client.submit(REQUEST))
                .isInstanceOfSatisfying(
                        VideoException.class, e -> assertThat(e.kind()).isEqualTo(FailureKind.SUBMISSION_UNKNOWN));
    }

    @Test
    void only_the_simulated_vendor_has_a_key() {
        assertThat(client.providers())
                .hasSizeGreaterThan(1)
                .allSatisfy(provider -> assertThat(provider.hasKey())
                        .as(provider.id().value())
                        .isEqualTo(provider.id().value().equals("fal")));
        assertThat(connections).isInstanceOf(SimulatorConnectionDetails.class);
    }
}
