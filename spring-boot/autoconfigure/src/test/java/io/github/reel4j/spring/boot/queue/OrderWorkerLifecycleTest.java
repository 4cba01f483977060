package io.github.reel4j.spring.boot.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.spring.boot.ReelAutoConfiguration;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The shutdown of an application whose worker is sending an order. */
@ExtendWith(OutputCaptureExtension.class)
class OrderWorkerLifecycleTest {

    private static final OrderKey KEY = OrderKey.of("sale-17");

    @Test
    void an_order_that_is_being_sent_survives_a_short_timeout(@TempDir Path folder, CapturedOutput output) {
        String[] database = TestDatabase.create();
        ApplicationContextRunner runner = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        LifecycleAutoConfiguration.class,
                        ReelAutoConfiguration.class,
                        ReelOrderQueueAutoConfiguration.class,
                        DataSourceAutoConfiguration.class))
                .withPropertyValues(database)
                .withPropertyValues(
                        "reel4j.provider=fal",
                        "reel4j.queue.enabled=true",
                        "reel4j.queue.schema=create",
                        "reel4j.queue.worker.polling-interval=50ms",
                        "reel4j.queue.worker.spill-file=" + folder.resolve("spill"),
                        "spring.lifecycle.timeout-per-shutdown-phase=100ms",
                        "reel4j.providers.fal.api-key=sesame");
        try (Simulator fal = FalSimulator.create()) {
            fal.nextSubmit(Fault.drip(Duration.ofMillis(10)));
            runner.withPropertyValues("reel4j.providers.fal.base-url=" + fal.baseUrl())
                    .run(context -> {
                        context.getBean(OrderQueue.class)
                                .enqueue(
                                        KEY,
                                        TextToVideoRequest.builder()
                                                .prompt("a kitten")
                                                .build());
                        assertThat(fal.ledger().awaitRequests(1, Duration.ofSeconds(60)))
                                .as("the order is being sent")
                                .isTrue();
                    }); // closes the context, which waits for the response
            runner.withPropertyValues(
                            "reel4j.queue.worker.enabled=false", "reel4j.providers.fal.base-url=" + fal.baseUrl())
                    .run(context -> assertThat(context.getBean(OrderQueue.class).find(KEY))
                            .hasValueSatisfying(order -> {
                                assertThat(order.state()).isEqualTo(QueuedOrderState.RUNNING);
                                assertThat(order.task()).isPresent();
                            }));
            assertThat(fal.ledger().orders()).hasSize(1);
        }
        assertThat(output.getAll()).contains("spring.lifecycle.timeout-per-shutdown-phase is PT0.1S");
    }
}
