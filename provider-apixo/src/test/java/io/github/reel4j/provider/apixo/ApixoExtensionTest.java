package io.github.reel4j.provider.apixo;

import static io.github.reel4j.testkit.simulator.Fault.connectionClosed;
import static io.github.reel4j.testkit.simulator.Fault.http;
import static io.github.reel4j.testkit.simulator.TaskResult.success;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.testkit.junit.Vendor;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests a program that orders from Apixo and another vendor, with simulators per test. */
class ApixoExtensionTest {

    @RegisterExtension
    final VendorSimulatorExtension apixo =
            VendorSimulatorExtension.of(ApixoSimulator.builder()).virtualTime();

    @RegisterExtension
    final VendorSimulatorExtension other = VendorSimulatorExtension.of(PixazoSimulator.builder());

    @Test
    void an_hour_of_virtual_time_does_not_affect_another_vendor(
            @Vendor("apixo") VideoClient client,
            @Vendor("pixazo") Simulator pixazo,
            @Vendor("apixo") VirtualTimeScheduler time) {
        apixo.nextTask()
                .queued(20, MINUTES)
                .running(40, MINUTES)
                .endsWith(http(429).retryAfter(2, MINUTES))
                .endsWith(connectionClosed())
                .endsWith(success());

        var unused = client.submit(ApixoOrders.animate().build()).await(Duration.ofHours(2));

        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(62), Duration.ofMinutes(63));
        assertThat(apixo.ledger().orders()).hasSize(1);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }
}
