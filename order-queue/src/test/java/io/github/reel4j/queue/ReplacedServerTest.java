package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Servers that continue without the last intents of the server before: orders that are queued there may have been sent,
 * so they are held until a person releases or cancels them.
 */
@Tag("long")
class ReplacedServerTest {

    private static final int SENT = 2;
    private static final int ORDERS = 3;

    @TempDir
    private Path folder;

    private ServerCopy copy;
    private EmbeddedPostgres primary;
    private ProcessFixture queue;

    @BeforeEach
    void start() throws Exception {
        copy = new ServerCopy(folder);
        primary = copy.startPrimary();
        queue = ProcessFixture.in(primary.getJdbcUrl("postgres", "postgres"));
    }

    @AfterEach
    void close() throws Exception {
        queue.close();
        primary.close();
    }

    /** Sends the first orders with the primary server. */
    private void sendFirstOrders() throws Exception {
        try (HikariDataSource database = WorkerPool.open(queue.url(), 2);
                OrderWorker worker = WorkerProgram.builder(database, queue.client(), 2, folder.resolve("spill-1"))
                        .start()) {
            for (int number = 0; number < SENT; number++) {
                queue.awaitState(number, QueuedOrderState.READY);
            }
            assertThat(worker.name()).isNotEmpty();
        }
        assertThat(queue.vendor().ledger().orders()).hasSize(SENT);
    }

    private void assertHeldUntilReleased(EmbeddedPostgres replacement) throws Exception {
        String url = replacement.getJdbcUrl("postgres", "postgres");
        try (HikariDataSource database = PostgresServer.pool(url, 8);
                HikariDataSource pool = WorkerPool.open(url, 2)) {
            ProcessFixture.await(() -> ServerCopy.acceptsWrites(database));
            OrderQueue restored = OrderQueue.on(database);
            for (int number = 0; number < ORDERS; number++) {
                assertThat(state(restored, number))
                        .as("the last intents are lost")
                        .isEqualTo(QueuedOrderState.QUEUED);
            }
            try (OrderWorker worker = WorkerProgram.builder(pool, queue.client(), 2, folder.resolve("spill-2"))
                    .start()) {
                assertThat(restored.unresolved())
                        .as("held since the start of %s", worker.name())
                        .hasSize(ORDERS)
                        .extracting(QueuedOrder::state)
                        .containsOnly(QueuedOrderState.HELD);
                Thread.sleep(1_000); // a worker that did not hold would have sent them by now
                assertThat(queue.vendor().ledger().submits()).hasSize(SENT);
                for (int number = 0; number < SENT; number++) {
                    restored.cancel(ProcessFixture.key(number), "a person who found it at the vendor");
                }
                restored.release(ProcessFixture.key(SENT), "a person who did not find it at the vendor");
                ProcessFixture.await(() -> state(restored, SENT) == QueuedOrderState.READY);
            }
            assertThat(queue.vendor().ledger().submits()).hasSize(SENT + 1);
            assertThat(queue.vendor().ledger().orders())
                    .extracting(order -> order.body().findValue("prompt").asText())
                    .doesNotHaveDuplicates()
                    .contains("order " + SENT);
            assertThat(List.of(state(restored, 0), state(restored, 1))).containsOnly(QueuedOrderState.CANCELLED);
        }
    }

    private static QueuedOrderState state(OrderQueue queue, int number) {
        return queue.find(ProcessFixture.key(number)).orElseThrow().state();
    }

    @Test
    @Tag("fault-236")
    void orders_of_a_restored_backup_are_held() throws Exception {
        queue.enqueue(ORDERS);
        Path backup = copy.backUp(primary);
        queue.execute("update reel_execution set execution_time = 'infinity' where task_instance ="
                + " (select id::text from reel_order where order_key = 'order-" + SENT + "')");
        sendFirstOrders();
        Files.createFile(backup.resolve("recovery.signal"));
        copy.configure(backup, "restore_command = 'false'");
        try (EmbeddedPostgres restored = copy.start(backup)) {
            assertHeldUntilReleased(restored);
        }
    }

    @Test
    @Tag("fault-235")
    void orders_of_a_promoted_standby_are_held() throws Exception {
        Path data = copy.backUp(primary);
        try (DatabaseProxy replication = new DatabaseProxy(queue.url())) {
            Files.createFile(data.resolve("standby.signal"));
            copy.configure(
                    data,
                    "primary_conninfo = 'host=localhost port=" + replication.port()
                            + " user=postgres sslmode=disable'");
            try (EmbeddedPostgres standby = copy.start(data)) {
                queue.enqueue(ORDERS);
                ProcessFixture.await(
                        () -> queue.count("pg_stat_replication where replay_lsn >= pg_current_wal_lsn()") == 1);
                replication.hold(); // the standby gets nothing more
                queue.execute("update reel_execution set execution_time = 'infinity' where task_instance ="
                        + " (select id::text from reel_order where order_key = 'order-" + SENT + "')");
                sendFirstOrders();
                replication.stop();
                try (HikariDataSource database = PostgresServer.pool(standby.getJdbcUrl("postgres", "postgres"), 1)) {
                    ServerCopy.promote(database);
                }
                assertHeldUntilReleased(standby);
            }
        }
    }
}
