package io.github.reel4j.benchmarks.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.benchmarks.Jvm;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.testkit.simulator.Simulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A queue in a database of its own, and its worker processes. Used by one thread. */
final class BenchmarkQueue implements AutoCloseable {

    static final int BATCH = 100;
    private static final int THREADS = 16;

    private final String name;
    private final String url;
    private final HikariDataSource database;
    private final OrderQueue queue;
    private final Simulator vendor;
    private final List<Process> workers = new ArrayList<>();

    /** Creates the database {@code name}, and its tables. */
    BenchmarkQueue(EmbeddedPostgres server, String name, Simulator vendor) throws SQLException {
        this.name = name;
        this.vendor = vendor;
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        }
        this.url = server.getJdbcUrl("postgres", name);
        this.database = QueueWorkerProcess.pool(url, 4);
        this.queue = OrderQueue.on(database);
        queue.createSchema();
    }

    OrderQueue queue() {
        return queue;
    }

    Simulator vendor() {
        return vendor;
    }

    /** Returns the worker processes, the oldest first. */
    List<Process> workers() {
        return workers;
    }

    private static GenerationRequest request(int number) {
        return TextToVideoRequest.builder().prompt("order " + number).build();
    }

    /** Places orders as a shop does, and returns the seconds. */
    double place(int first, int count) throws SQLException {
        long start = System.nanoTime();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (int i = first; i < first + count; i += BATCH) {
                Map<OrderKey, GenerationRequest> batch = new HashMap<>();
                for (int j = i; j < Math.min(i + BATCH, first + count); j++) {
                    batch.put(OrderKey.of("order-" + j), request(j));
                }
                queue.enqueueAll(connection, batch);
                connection.commit();
            }
            connection.setAutoCommit(true);
        }
        return seconds(start);
    }

    void startWorkers(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            workers.add(Jvm.running()
                    .start(
                            QueueWorkerProcess.class,
                            List.of("-Xmx256m", "-XX:+UseSerialGC"),
                            url,
                            vendor.baseUrl().toString(),
                            String.valueOf(THREADS)));
        }
    }

    long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Returns the number of transactions so far; nearly all of them have 1 statement. */
    long commits() throws Exception {
        Thread.sleep(1_500); // the server publishes its statistics every second
        return count("select xact_commit from pg_stat_database where datname = '" + name + "'");
    }

    void killWorkers() {
        for (Process worker : workers) {
            var unused = worker.destroyForcibly().onExit().join();
        }
    }

    static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        killWorkers();
        database.close();
    }
}
