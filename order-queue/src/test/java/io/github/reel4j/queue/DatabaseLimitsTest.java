package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases that reject connections or cancel statements for a while. */
@Tag("long")
class DatabaseLimitsTest {

    private static final int ORDERS = 100;
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String OF_WORKER = "pg_stat_activity where datname = current_database() and usename = ";

    @TempDir
    private Path folder;

    private ProcessFixture queue;

    @BeforeEach
    void create() throws Exception {
        queue = ProcessFixture.create();
        queue.enqueue(ORDERS);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private OrderWorker worker(HikariDataSource database) {
        return WorkerProgram.builder(database, queue.client(), 4, folder.resolve("spill"))
                .start();
    }

    private void assertAllReadyOnce() throws Exception {
        queue.awaitEnds(LIMIT);
        ProcessFixture.await(() -> queue.count("reel_order where state = 'READY'") == ORDERS);
        queue.comparison().assertNothingTwiceNorLost(ORDERS, 0);
    }

    /** The limit of the database causes the same error as {@code max_connections}: SQL state 53300. */
    @Test
    @Tag("fault-238")
    void orders_finish_after_connections_were_exhausted() throws Exception {
        String role = "role_" + System.nanoTime();
        queue.execute("create role " + role + " login");
        queue.execute("grant all on all tables in schema public to " + role);
        String database = queue.url().replaceFirst("^.*/([^/?]+)\\?.*$", "$1");
        try (HikariDataSource pool = WorkerPool.open(queue.url().replace("user=postgres", "user=" + role), 4);
                OrderWorker worker = worker(pool)) {
            queue.awaitSubmits(10);
            queue.execute("alter database " + database + " connection limit 0");
            long cut = queue.number("select count(pg_terminate_backend(pid)) from " + OF_WORKER + "'" + role + "'");
            assertThat(cut).as("connections of %s", worker.name()).isPositive();
            Thread.sleep(2_000);
            assertThat(queue.count(OF_WORKER + "'" + role + "'")).isZero();
            queue.execute("alter database " + database + " connection limit -1");
            assertAllReadyOnce();
        } finally {
            queue.execute("drop owned by " + role);
            queue.execute("drop role " + role);
        }
    }

    @Test
    @Tag("fault-239")
    void orders_finish_after_statements_were_cancelled() throws Exception {
        try (HikariDataSource pool = WorkerPool.open(queue.url() + "&options=-c%20statement_timeout=200", 4);
                OrderWorker worker = worker(pool)) {
            queue.awaitSubmits(10);
            try (Connection blocker = queue.database().getConnection();
                    Statement statement = blocker.createStatement()) {
                blocker.setAutoCommit(false);
                statement.execute("lock table reel_order in access exclusive mode");
                ProcessFixture.await(
                        () -> queue.count("pg_locks where not granted and relation = 'reel_order'::regclass") > 0);
                Thread.sleep(2_000); // 10 times the limit
                blocker.commit();
                blocker.setAutoCommit(true);
            }
            assertAllReadyOnce();
            assertThat(worker.name()).isNotEmpty();
        }
    }

    /**
     * A trigger raises the error of a full disk, SQL state 53100, because a test cannot fill the disk of the server.
     */
    @Test
    @Tag("fault-237")
    void orders_finish_after_the_disk_was_full() throws Exception {
        queue.execute("create function disk_full() returns trigger language plpgsql as"
                + " $$ begin raise exception 'no space left' using errcode = 'disk_full'; end $$");
        try (HikariDataSource pool = WorkerPool.open(queue.url(), 4);
                OrderWorker worker = worker(pool)) {
            queue.awaitSubmits(10);
            queue.execute(
                    "create trigger disk_full before insert or update on reel_order execute function disk_full()");
            long sent = queue.count("reel_order_event where kind = 'SUBMITTING'");
            Thread.sleep(2_000);
            assertThat(queue.vendor().ledger().submits())
                    .as("%s sends nothing that it cannot record", worker.name())
                    .hasSize((int) sent);
            queue.execute("drop trigger disk_full on reel_order");
            assertAllReadyOnce();
        }
    }
}
