package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the tables are, who may create them, and what is reported if they are missing. */
class QueueSchemaTest {

    private static final OrderKey KEY = OrderKey.of("k");

    @TempDir
    private Path folder;

    private String url;
    private HikariDataSource database;

    @BeforeEach
    void createDatabase() throws Exception {
        url = PostgresServer.newDatabase();
        database = PostgresServer.pool(url, 20);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void execute(String sql) throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void two_queues_share_one_database() {
        OrderQueue first = OrderQueue.on(database);
        OrderQueue second = OrderQueue.on(database, "video", "clip_");
        OrderQueue third = OrderQueue.on(database, "video", "other_");
        for (OrderQueue each : List.of(first, second, third)) {
            each.createSchema();
            each.createSchema();
        }
        first.enqueue(KEY, QueueFixture.request("a kitten"));
        second.enqueue(KEY, QueueFixture.request("a dog"));
        assertThat(third.find(KEY)).isEmpty();
        assertThat(second.cancel(KEY, "me").state()).isEqualTo(QueuedOrderState.CANCELLED);
        assertThat(first.find(KEY).orElseThrow().state()).isEqualTo(QueuedOrderState.QUEUED);
        assertThat(second.health().count(QueuedOrderState.CANCELLED)).isEqualTo(1);
        assertThat(third.list(OrderFilter.ALL, Optional.empty(), 10).orders()).isEmpty();
    }

    @Test
    void eight_threads_create_the_tables_at_once() throws Exception {
        OrderQueue queue = OrderQueue.on(database, "video", "clip_");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(threads.submit(() -> {
                    queue.createSchema();
                    return true;
                }));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(queue.enqueue(KEY, QueueFixture.request("a kitten")).state()).isEqualTo(QueuedOrderState.QUEUED);
    }

    @Test
    void missing_tables_are_reported_with_the_fix() {
        for (OrderQueue each : List.of(OrderQueue.on(database), OrderQueue.on(database, "nowhere", "clip_"))) {
            assertThatThrownBy(() -> each.find(KEY))
                    .isInstanceOf(OrderQueueException.class)
                    .hasMessageContaining("do not exist")
                    .hasMessageContaining("OrderQueue.createSchema(dataSource)");
            assertThatThrownBy(() -> each.enqueue(KEY, QueueFixture.request("a kitten")))
                    .isInstanceOf(OrderQueueException.class)
                    .hasMessageContaining("V1__order_queue.sql");
        }
    }

    @Test
    @Tag("fault-253")
    void a_worker_refuses_missing_tables_and_another_version() throws Exception {
        try (VideoClient client = VideoClient.builder()
                .provider("pixazo")
                .apiKey("pixazo", "test-key")
                .build()) {
            OrderWorker.Builder worker = OrderWorker.builder(database, client).spillFile(folder.resolve("spill"));
            assertThatThrownBy(worker::start)
                    .isInstanceOf(OrderQueueException.class)
                    .hasMessageContaining("no table reel_queue_info")
                    .hasMessageContaining("OrderQueue.createSchema(dataSource)");
            OrderQueue.createSchema(database);
            execute("update reel_queue_info set schema_version = 2");
            assertThatThrownBy(worker::start)
                    .isInstanceOf(OrderQueueException.class)
                    .hasMessageContaining("have version 2, but this program uses version 1");
        }
    }

    /** Before version 17, PostgreSQL cannot calculate with infinite times, so no row may start with one. */
    @Test
    void no_column_has_an_infinite_default() throws Exception {
        OrderQueue.createSchema(database);
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*), count(*) filter (where column_default like"
                        + " '%infinity%') from information_schema.columns where table_name like 'reel%'"
                        + " and column_default is not null")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isPositive();
            assertThat(rows.getInt(2)).isZero();
        }
    }

    @Test
    void an_ordinary_role_creates_and_uses_the_tables() throws Exception {
        execute("drop role if exists reel4j_shop");
        execute("create role reel4j_shop login password 'shop'");
        execute("create schema shop authorization reel4j_shop");
        execute("revoke create on schema public from public");
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url.replaceFirst("[?].*", ""));
        config.setUsername("reel4j_shop");
        config.setPassword("shop");
        try (HikariDataSource shop = new HikariDataSource(config)) {
            OrderQueue queue = OrderQueue.on(shop, "shop", "reel_");
            queue.createSchema();
            queue.enqueue(KEY, QueueFixture.request("a kitten"));
            assertThat(queue.cancel(KEY, "me").state()).isEqualTo(QueuedOrderState.CANCELLED);
            assertThatThrownBy(() -> OrderQueue.createSchema(shop))
                    .isInstanceOf(OrderQueueException.class)
                    .hasMessageContaining("lacks a privilege (ERROR: permission denied for schema public).");
        } finally {
            execute("drop owned by reel4j_shop cascade");
            execute("drop role reel4j_shop");
        }
    }
}
