package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A queue in a database of its own, and the vendor. Its heartbeats are short, so that a dead worker is noticed within
 * seconds; {@code -Dreel4j.queue.heartbeat-millis=5000} uses those of production.
 */
final class ProcessFixture implements AutoCloseable {

    static final String HEARTBEAT = "reel4j.queue.heartbeat-millis";

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Simulator vendor;
    private final String url;
    private final HikariDataSource database;
    private final OrderQueue queue;
    private final VideoClient client;

    private ProcessFixture(String url) {
        this.url = url;
        this.vendor = PixazoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ofMillis(50))
                .start();
        this.database = PostgresServer.pool(url, 8);
        this.queue = OrderQueue.on(database);
        this.client = WorkerProgram.client(vendor.baseUrl().toString());
        if (System.getProperty(HEARTBEAT) == null) {
            System.setProperty(HEARTBEAT, "300");
        }
    }

    /** Creates an empty queue in a new database. */
    static ProcessFixture create() throws SQLException {
        return in(PostgresServer.newDatabase());
    }

    /** Creates an empty queue in this database. */
    static ProcessFixture in(String url) {
        ProcessFixture fixture = new ProcessFixture(url);
        fixture.queue.createSchema();
        return fixture;
    }

    Simulator vendor() {
        return vendor;
    }

    String url() {
        return url;
    }

    HikariDataSource database() {
        return database;
    }

    OrderQueue queue() {
        return queue;
    }

    VideoClient client() {
        return client;
    }

    static OrderKey key(int number) {
        return OrderKey.of("order-" + number);
    }

    private static GenerationRequest request(int number) {
        return TextToVideoRequest.builder().prompt("order " + number).build();
    }

    /** Places orders, numbered from 0, whose prompts are unique. */
    void enqueue(int orders) throws SQLException {
        try (Connection connection = database.getConnection()) {
            for (int i = 0; i < orders; i += 100) {
                Map<OrderKey, GenerationRequest> batch = new HashMap<>();
                for (int number = i; number < Math.min(orders, i + 100); number++) {
                    batch.put(key(number), request(number));
                }
                queue.enqueueAll(connection, batch);
            }
        }
    }

    QueuedOrder order(int number) {
        return queue.find(key(number)).orElseThrow();
    }

    /** Waits until the order is in this state. */
    void awaitState(int number, QueuedOrderState state) throws Exception {
        await(LIMIT, () -> order(number).state() == state, () -> state + ": " + order(number));
    }

    /** Waits until each order has ended or is of unknown outcome. */
    void awaitEnds(Duration limit) throws Exception {
        await(
                limit,
                () -> count("reel_order where state in ('QUEUED', 'SUBMITTING', 'REJECTED', 'RUNNING')") == 0,
                () -> "no open orders, not " + count("reel_order where state not in ('READY', 'UNKNOWN')"));
    }

    /** Waits until the vendor has received this number of orders. */
    void awaitSubmits(int count) throws Exception {
        await(LIMIT, () -> vendor.ledger().submits().size() >= count, () -> count + " submits");
    }

    static void await(Callable<Boolean> condition) throws Exception {
        await(LIMIT, condition, () -> "the condition within " + LIMIT);
    }

    private static void await(Duration limit, Callable<Boolean> condition, Callable<String> what) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            assertThat(System.nanoTime() - start).as(what.call()).isLessThan(limit.toNanos());
            Thread.sleep(20);
        }
    }

    long count(String from) throws SQLException {
        return number("select count(*) from " + from);
    }

    /** Returns the number that a statement returns. */
    long number(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    LedgerComparison comparison() {
        return new LedgerComparison(queue, vendor);
    }

    @Override
    public void close() {
        client.close();
        database.close();
        vendor.close();
    }
}
