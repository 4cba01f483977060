package io.github.reel4j.house.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderOutcome;
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
class ManyThreadsTest extends EachVendorTest {

    private static final int THREADS = 1_000;

    @Test
    @Tag("fault-76")
    void a_thousand_threads_on_one_client_are_as_many_intents_and_as_many_orders() throws Exception {
        Queue<OrderEvent> journal = new ConcurrentLinkedQueue<>();
        Queue<String> tasks = new ConcurrentLinkedQueue<>();
        VideoClient client = run().closeAtEnd(run().builder()
                .journal(entry -> {
                    journal.add(entry);
                    return Either.right(entry);
                })
                .build());
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                    tasks.add(client.submit(vendor().plainest()).ref().id());
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
                        .map(entry -> ((OrderEvent.Created) entry).intent())
                        .map(OrderIntent::order)
                        .distinct())
                .hasSize(THREADS);
        assertThat(journal.stream()
                        .filter(OrderEvent.Submitted.class::isInstance)
                        .map(entry -> ((OrderEvent.Submitted) entry).outcome())
                        .filter(OrderOutcome.Accepted.class::isInstance))
                .hasSize(THREADS);
    }
}
