package io.github.reel4j.provider.dashscope;

import static io.github.reel4j.testkit.simulator.Fault.connectionClosed;
import static io.github.reel4j.testkit.simulator.Fault.http;
import static io.github.reel4j.testkit.simulator.TaskResult.success;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.testkit.junit.Vendor;
import io.github.reel4j.testkit.junit.VendorSimulatorExtension;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.dashscope.DashscopeSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests a program that orders from DashScope and another vendor, with simulators per test. */
class DashscopeExtensionTest {

    @RegisterExtension
    final VendorSimulatorExtension dashscope =
            VendorSimulatorExtension.of(DashscopeSimulator.builder()).virtualTime();

    @RegisterExtension
    final VendorSimulatorExtension other = VendorSimulatorExtension.of(PixazoSimulator.builder());

    @Test
    void an_hour_of_virtual_time_does_not_affect_another_vendor(
            @Vendor("dashscope") VideoClient client,
            @Vendor("pixazo") Simulator pixazo,
            @Vendor("dashscope") VirtualTimeScheduler time) {
        dashscope
                .nextTask()
                .queued(20, MINUTES)
                .running(40, MINUTES)
                .endsWith(http(429).retryAfter(2, MINUTES))
                .endsWith(connectionClosed())
                .endsWith(success());

        var unused = client.submit(DashscopeOrders.animate().build()).await(Duration.ofHours(2));

        assertThat(time.elapsed()).isBetween(Duration.ofMinutes(62), Duration.ofMinutes(63));
        assertThat(dashscope.ledger().orders()).hasSize(1);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }
}
