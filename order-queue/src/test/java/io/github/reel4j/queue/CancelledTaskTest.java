package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.provider.fal.FalProviderFactory;
import io.github.reel4j.queue.model.OrderFailure;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.fal.FalSimulator;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A task that its vendor cancels ends the order. */
class CancelledTaskTest {

    @TempDir
    private Path folder;

    @Test
    void the_failure_says_whether_the_task_is_billed() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder);
                Simulator fal =
                        FalSimulator.builder().queued(Duration.ofHours(1)).start()) {
            fal.nextCancel(Fault.response(200, "application/json", "{\"status\": \"OK\"}"));
            fixture.start(fixture.worker(fixture.client()
                    .providers(fal.observed(new FalProviderFactory()))
                    .provider("fal")
                    .apiKey("fal", "test-key")
                    .property("fal.base-url", fal.baseUrl().toString())
                    .property("fal.requests-per-minute", "6000")));
            fixture.enqueue("k", TextToVideoRequest.builder().prompt("a kitten").build());
            fixture.await("k", order -> order.state() == QueuedOrderState.RUNNING);
            var unused = fixture.queue.cancel(OrderKey.of("k"), "me");

            QueuedOrder order = fixture.await("k", each -> each.state() == QueuedOrderState.CANCELLED);

            assertThat(order.failure())
                    .contains(new OrderFailure(
                            FailureKind.CANCELLED,
                            "the vendor has cancelled the task; it is unknown whether it is billed."));
        }
    }
}
