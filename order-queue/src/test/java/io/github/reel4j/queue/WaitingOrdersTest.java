package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that wait for a task slot are sent in the order in which they were enqueued. */
class WaitingOrdersTest {

    private static final int ORDERS = 6;
    private static final String WAITING =
            "select 1 from reel_execution where execution_time > clock_timestamp() + interval '1 day'";

    @TempDir
    private Path folder;

    @Test
    @Tag("fault-256")
    void the_oldest_order_gets_the_next_task_slot() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder)) {
            fixture.enqueue("running", WorkerFixture.animate());
            fixture.tables.executeUnchecked("update reel_order set state = 'RUNNING', limit_key = 'pixazo/default'");
            fixture.tables.execute("delete from reel_execution");
            Map<OrderKey, GenerationRequest> orders = new HashMap<>();
            for (int i = 0; i < ORDERS; i++) {
                orders.put(OrderKey.of("order-" + i), WorkerFixture.animate());
            }
            try (var connection = fixture.tables.database.getConnection()) {
                fixture.queue.enqueueAll(connection, orders);
            }
            // the order with the highest number is the oldest
            fixture.tables.execute("update reel_order set enqueued_at = clock_timestamp()"
                    + " - right(order_key, 1)::int * interval '1 minute' where order_key like 'order-%'");
            fixture.start(fixture.worker(fixture.client().property("pixazo.max-concurrent-tasks", "1")));
            WorkerFixture.await("all wait", () -> fixture.tables.texts(WAITING).size() == ORDERS);

            fixture.tables.executeUnchecked("update reel_order set state = 'FAILED' where order_key = 'running'");
            WorkerFixture.await("all are ready", () -> fixture.queue.health().count(QueuedOrderState.READY) == ORDERS);
            assertThat(fixture.tables.texts(
                            "select order_key from reel_order where order_key like 'order-%' order by submitted_at"))
                    .containsExactly("order-5", "order-4", "order-3", "order-2", "order-1", "order-0");
        }
    }
}
