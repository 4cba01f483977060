package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The queue works through PgBouncer in transaction mode, where each transaction may have another connection to the
 * server. Runs if PgBouncer is installed.
 */
@EnabledIf("io.github.reel4j.queue.PgBouncer#isInstalled")
class PgBouncerTest {

    private static final int ORDERS = 60;

    @TempDir
    private Path folder;

    @TempDir
    private Path bouncerFolder;

    @Test
    @Tag("fault-259")
    void workers_share_few_connections_to_the_server() throws Exception {
        String url = PostgresServer.newDatabase();
        try (PgBouncer bouncer = PgBouncer.start(url, bouncerFolder);
                HikariDataSource first = WorkerPool.open(bouncer.url(), 4)) {
            OrderQueue.createSchema(first);
            try (ProcessFixture queue = ProcessFixture.in(url);
                    HikariDataSource second = WorkerPool.open(bouncer.url(), 4);
                    VideoClient withBudget = queue.client().toBuilder()
                            .maxSpend(Money.usd("1000"), Duration.ofDays(1))
                            .allowUnknownPrice()
                            .build()) {
                OrderQueue.on(first).enqueue(OrderKey.of("through-pgbouncer"), QueueFixture.request("a kitten"));
                queue.enqueue(ORDERS);
                try (OrderWorker one = WorkerProgram.builder(first, queue.client(), 4, folder.resolve("spill-1"))
                                .start();
                        OrderWorker two = WorkerProgram.builder(second, withBudget, 4, folder.resolve("spill-2"))
                                .start()) {
                    queue.awaitEnds(Duration.ofMinutes(2));
                    assertThat(one.name()).isNotEqualTo(two.name());
                    assertThat(queue.number("select count(*) from pg_stat_activity where datname = current_database()"
                                    + " and application_name = '" + WorkerPool.NAME + "'"))
                            .isBetween(1L, (long) PgBouncer.CONNECTIONS);
                }
                assertThat(queue.queue().health().ordersByState())
                        .containsOnlyKeys(QueuedOrderState.READY)
                        .containsEntry(QueuedOrderState.READY, ORDERS + 1L);
                assertThat(queue.vendor().ledger().orders()).hasSize(ORDERS + 1);
            }
        }
    }
}
