package io.github.reel4j.project.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.vavr.control.Either;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@Tag("long")
class ManyThreadsTest extends EachVendorTest {

    private static final int THREADS = 1_000;

    @Test
    @Tag("fault-76")
    void one_client_submits_each_order_of_1000_threads_once() throws Exception {
        Queue<OrderEvent> journal = new ConcurrentLinkedQueue<>();
        Queue<String> tasks = new ConcurrentLinkedQueue<>();
        VideoClient client = run().closeAtEnd(vendor().withoutLimits(run().builder())
                .journal(event -> {
                    journal.add(event);
                    return Either.right(event);
                })
                .build());
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    tasks.add(client.submit(vendor().minimalOrder()).ref().id());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.start();
            threads.add(thread);
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(tasks).hasSize(THREADS).doesNotHaveDuplicates();
        assertThat(run().vendor().ledger().orders())
                .extracting(BilledOrder::taskId)
                .containsExactlyInAnyOrderElementsOf(tasks);
        assertThat(journal.stream()
                        .filter(OrderEvent.Created.class::isInstance)
                        .map(event -> ((OrderEvent.Created) event).intent())
                        .map(OrderIntent::order)
                        .distinct())
                .hasSize(THREADS);
        assertThat(journal.stream()
                        .filter(OrderEvent.Submitted.class::isInstance)
                        .map(event -> ((OrderEvent.Submitted) event).outcome())
                        .filter(SubmitOutcome.Accepted.class::isInstance))
                .hasSize(THREADS);
    }
}
