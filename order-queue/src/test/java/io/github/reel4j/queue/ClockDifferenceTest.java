package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.TableNames;
import io.github.reel4j.queue.worker.DatabaseClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A database whose clock differs from the clock of the workers. Another clock for a JVM needs changes of the machine,
 * so these tests change the functions that return the time of the database: what matters is the difference.
 */
@Tag("long")
class ClockDifferenceTest {

    private static final int ORDERS = 20;

    @TempDir
    private Path folder;

    private static String databaseWithClock(int minutes) throws Exception {
        String url = PostgresServer.newDatabase();
        String database = url.replaceFirst("^.*/([^/?]+)\\?.*$", "$1");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("create schema clock");
            for (String function : new String[] {"clock_timestamp", "now", "statement_timestamp"}) {
                statement.execute("create function clock." + function + "() returns timestamptz language sql as $$"
                        + " select pg_catalog." + function + "() + interval '" + minutes + " minutes' $$");
            }
            statement.execute("alter database " + database + " set search_path = public, clock, pg_catalog");
        }
        return url;
    }

    @ParameterizedTest
    @ValueSource(ints = {-10, 10})
    @Tag("fault-87")
    void workers_use_only_the_clock_of_the_database(int minutes) throws Exception {
        try (ProcessFixture queue = ProcessFixture.in(databaseWithClock(minutes));
                HikariDataSource pool = WorkerPool.open(queue.url(), 4)) {
            assertThat(Duration.between(Instant.now(), new DatabaseClock(new Database(pool, TableNames.DEFAULT)).now()))
                    .isBetween(Duration.ofMinutes(minutes - 1), Duration.ofMinutes(minutes + 1));
            queue.enqueue(ORDERS);
            try (WorkerProcess dead = WorkerProcess.start(
                    queue, queue.url(), 1, folder.resolve("spill-1"), Map.of("reel4j.crash-point", "after-intent"))) {
                assertThat(dead.awaitExit()).isEqualTo(137);
            }
            assertTimesOfDatabase(queue, "reel_execution", "execution_time");
            assertTimesOfDatabase(queue, "reel_execution", "coalesce(last_heartbeat, clock_timestamp())");
            try (OrderWorker worker = WorkerProgram.builder(pool, queue.client(), 4, folder.resolve("spill-2"))
                    .start()) {
                queue.awaitEnds(Duration.ofMinutes(2)); // the dead worker's order too, so it is noticed in time
                assertThat(queue.queue().unresolved())
                        .as("after %s took over", worker.name())
                        .hasSize(1);
            }
            assertThat(queue.count("reel_order where state = '" + QueuedOrderState.READY + "'"))
                    .isEqualTo(ORDERS - 1);
            assertTimesOfDatabase(queue, "reel_order", "submitted_at");
            assertTimesOfDatabase(queue, "reel_order_event", "at");
            assertTimesOfDatabase(queue, "reel_rate_limit", "greatest(next_call_at, clock_timestamp())");
            queue.comparison().assertNothingTwiceNorLost(ORDERS, 1);
        }
    }

    /** Checks that all times of a column are near the time of the database, so none is the workers' time. */
    private static void assertTimesOfDatabase(ProcessFixture queue, String table, String column) throws Exception {
        assertThat(queue.count(table)).isPositive();
        assertThat(queue.count(table + " where " + column + " not between clock_timestamp() - interval '4 minutes'"
                        + " and clock_timestamp() + interval '4 minutes'"))
                .as(table + "." + column)
                .isZero();
    }
}
