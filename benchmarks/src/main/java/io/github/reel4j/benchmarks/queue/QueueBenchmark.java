package io.github.reel4j.benchmarks.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.benchmarks.Jvm;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TextToVideoRequest;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how fast orders are placed and executed, how many statements that takes, and how long it takes until the
 * orders of a killed worker are taken over. Arguments: {@code ORDERS WORKERS}.
 */
public final class QueueBenchmark {

    private static final int BATCH = 100;
    private static final int THREADS = 16;

    private final EmbeddedPostgres server;
    private final HikariDataSource database;
    private final OrderQueue queue;
    private final Simulator vendor;
    private final List<Process> workers = new ArrayList<>();

    private QueueBenchmark(EmbeddedPostgres server, Simulator vendor) {
        this.server = server;
        this.vendor = vendor;
        this.database = QueueWorkerProcess.pool(server.getJdbcUrl("postgres", "postgres"), 4);
        this.queue = OrderQueue.on(database);
    }

    public static void main(String[] arguments) throws Exception {
        int orders = Integer.parseInt(arguments[0]);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("max_connections", "200")
                        .start();
                Simulator vendor = PixazoSimulator.builder()
                        .queued(Duration.ZERO)
                        .running(Duration.ofSeconds(3))
                        .start()) {
            new QueueBenchmark(server, vendor).run(orders, Integer.parseInt(arguments[1]));
        }
    }

    private void run(int orders, int processes) throws Exception {
        queue.createSchema();
        System.out.println("| measured | value |\n| --- | ---: |");
        double placing = place(0, orders);
        row("orders placed per second, in batches of " + BATCH, "%,.0f", orders / placing);
        for (int i = 0; i < processes; i++) {
            start();
        }
        long statements = commits();
        int polls = vendor.ledger().polls().size();
        double seconds = executeAll(orders);
        row("seconds for " + orders + " orders with " + processes + " processes", "%.1f", seconds);
        polls = vendor.ledger().polls().size() - polls;
        double perOrder = (commits() - statements) / (double) orders;
        row("statements per order, with its polls", "%.1f", perOrder);
        row("polls per order", "%.2f", polls / (double) orders);
        row("statements per order without 3 for each poll", "%.1f", perOrder - 3.0 * polls / orders);
        row("seconds until the orders of a killed worker are taken over", "%.1f", takeover(orders));
        for (Process worker : workers) {
            worker.destroyForcibly();
        }
        database.close();
    }

    private static void row(String name, String format, Object value) {
        System.out.println("| " + name + " | " + String.format(Locale.ROOT, format, value) + " |");
    }

    private static GenerationRequest request(int number) {
        return TextToVideoRequest.builder().prompt("order " + number).build();
    }

    /** Places orders as a shop does, and returns the seconds. */
    private double place(int first, int count) throws SQLException {
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

    private void start() throws Exception {
        Process worker = Jvm.running()
                .start(
                        QueueWorkerProcess.class,
                        List.of("-Xmx256m", "-XX:+UseSerialGC"),
                        server.getJdbcUrl("postgres", "postgres"),
                        vendor.baseUrl().toString(),
                        String.valueOf(THREADS));
        workers.add(worker);
    }

    private double executeAll(int orders) throws Exception {
        long start = System.nanoTime();
        QueueHealth health = queue.health();
        while (health.count(QueuedOrderState.READY) < orders) {
            Thread.sleep(500);
            health = queue.health();
            System.err.println(seconds(start) + " s  " + health.ordersByState());
        }
        return seconds(start);
    }

    /** Kills a worker while it sends orders, and returns the seconds until none of its orders is being sent. */
    private double takeover(int first) throws Exception {
        var unused = place(first, 500);
        Process killed = workers.get(0);
        String sending = "select count(*) from reel_order where state = 'SUBMITTING' and submitted_by like '%-"
                + killed.pid() + "-%'";
        while (count(sending) == 0 && count("select count(*) from reel_order where state = 'QUEUED'") > 0) {
            Thread.sleep(1);
        }
        killed.destroyForcibly();
        long start = System.nanoTime();
        String owned = "select count(*) from reel_execution where picked and picked_by like '%-" + killed.pid() + "-%'";
        while (count(owned) > 0) {
            Thread.sleep(50);
        }
        return seconds(start);
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Returns the number of transactions so far; nearly all of them have 1 statement. */
    private long commits() throws Exception {
        Thread.sleep(1_500); // the server publishes its statistics every second
        return count("select xact_commit from pg_stat_database where datname = 'postgres'");
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
