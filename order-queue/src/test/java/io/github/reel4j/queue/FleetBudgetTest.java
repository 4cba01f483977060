package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The spend limit of the clients holds for all workers together. */
@Tag("long")
class FleetBudgetTest {

    private static final int ORDERS = 200;

    @TempDir
    private Path folder;

    /** Returns a client with a budget for 10 orders. */
    private static VideoClientBuilder budget(WorkerFixture fixture, Duration window) {
        try (VideoClient client = fixture.client().build()) {
            Money price = ExpectedPrice.of(client.estimate(WorkerFixture.animate()))
                    .max()
                    .orElseThrow();
            return fixture.client().maxSpend(price.times(BigDecimal.TEN), window);
        }
    }

    private static void place(WorkerFixture fixture) throws Exception {
        Map<OrderKey, GenerationRequest> batch = new HashMap<>();
        for (int i = 0; i < ORDERS; i++) {
            batch.put(OrderKey.of("order-" + i), WorkerFixture.animate());
        }
        try (var connection = fixture.tables.database.getConnection()) {
            fixture.queue.enqueueAll(connection, batch);
        }
    }

    @Test
    @Tag("fault-247")
    void exactly_what_the_budget_allows_is_sent() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder)) {
            place(fixture);
            for (int i = 0; i < 3; i++) {
                fixture.start(fixture.worker(budget(fixture, Duration.ofHours(1))));
            }
            String waiting =
                    "select 1 from reel_execution where execution_time > clock_timestamp() + interval '5 minutes'";
            WorkerFixture.await(
                    "the others wait", () -> fixture.tables.texts(waiting).size() == ORDERS - 10);
            WorkerFixture.await("10 orders", () -> fixture.queue.health().count(QueuedOrderState.READY) == 10);
            assertThat(fixture.pixazo.ledger().orders()).hasSize(10);
            assertThat(fixture.queue.health().ordersByState())
                    .isEqualTo(Map.of(QueuedOrderState.READY, 10L, QueuedOrderState.QUEUED, ORDERS - 10L));
            // the oldest order leaves the window
            fixture.tables.execute("update reel_order set submitted_at = submitted_at - interval '1 hour' where id ="
                    + " (select id from reel_order where state = 'READY' order by submitted_at limit 1)");
            fixture.tables.execute("update reel_execution set execution_time = clock_timestamp()");
            WorkerFixture.await("one more", () -> fixture.queue.health().count(QueuedOrderState.READY) == 11);
            WorkerFixture.await(
                    "the others wait", () -> fixture.tables.texts(waiting).size() == ORDERS - 11);
            assertThat(fixture.pixazo.ledger().orders()).hasSize(11);
        }
    }

    @Test
    @Tag("fault-247")
    void orders_are_sent_as_the_window_moves() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder)) {
            place(fixture);
            for (int i = 0; i < 2; i++) {
                fixture.start(fixture.worker(budget(fixture, Duration.ofSeconds(3))));
            }
            WorkerFixture.await(
                    "25 orders", () -> fixture.pixazo.ledger().orders().size() >= 25);
            assertThat(fixture.queue.health().count(QueuedOrderState.REJECTED)).isZero();
            assertThat(fixture.tables.texts("""
                            select count(*) from reel_order a join reel_order b
                              on b.submitted_at <= a.submitted_at
                              and b.submitted_at > a.submitted_at - interval '3 seconds'
                            group by a.id having count(*) > 10
                            """)).isEmpty();
        }
    }
}
