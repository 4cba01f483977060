package io.github.reel4j.examples.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Starts a PostgreSQL server, a vendor simulator, a shop and 4 workers, kills workers, and compares the vendor's ledger
 * with the database at the end.
 */
public final class ShopExample {

    private static final int ORDERS = 200;
    private static final int WORKERS = 4;
    private static final int KILLS = 6;
    private static final int CALLS_PER_MINUTE = 1_200;
    private static final int MAX_TASKS = 40;
    private static final Duration KILL_INTERVAL = Duration.ofSeconds(4);
    private static final Duration TIME_LIMIT = Duration.ofSeconds(105);
    private static final Duration TICK = Duration.ofMillis(500);

    private ShopExample() {}

    /** Runs the example. The exit code is 0 if no order was sent twice and none is lost. */
    public static void main(String[] args) throws Exception {
        System.out.println("starting PostgreSQL, a vendor simulator and " + WORKERS + " workers");
        Path folder = Files.createTempDirectory("reel4j-example");
        try (EmbeddedPostgres server = startServer();
                Simulator vendor = PixazoSimulator.builder()
                        .queued(Duration.ofSeconds(1))
                        .running(Duration.ofSeconds(2))
                        .start();
                HikariDataSource database = pool(server.getJdbcUrl("postgres", "postgres"))) {
            OrderQueue.createSchema(database);
            Shop shop = new Shop(database);
            shop.createTable();
            try (WorkerProcesses workers = new WorkerProcesses(
                    server.getJdbcUrl("postgres", "postgres"), vendor.baseUrl(), CALLS_PER_MINUTE, MAX_TASKS, folder)) {
                for (int i = 0; i < WORKERS; i++) {
                    workers.start();
                }
                workers.awaitStarted();
                run(shop, workers, new LiveTable(database, vendor.ledger(), CALLS_PER_MINUTE));
            }
            Reconciliation result = Reconciliation.of(vendor.ledger(), OrderQueue.on(database), shop);
            System.out.println(result.text());
            System.exit(result.isConsistent() ? 0 : 1);
        }
    }

    private static void run(Shop shop, WorkerProcesses workers, LiveTable table) throws Exception {
        long start = System.nanoTime();
        Thread customers = new Thread(() -> shop.placeOrders(ORDERS), "customers");
        customers.start();
        long nextKill = KILL_INTERVAL.toNanos();
        while (true) {
            long elapsed = System.nanoTime() - start;
            if (workers.killed() < KILLS && elapsed > nextKill) {
                workers.killOne();
                workers.start();
                nextKill += KILL_INTERVAL.toNanos();
            }
            boolean complete = !customers.isAlive() && workers.killed() == KILLS && shop.isComplete();
            table.draw(Duration.ofNanos(elapsed), workers.killed(), complete);
            if (complete || elapsed > TIME_LIMIT.toNanos()) {
                break;
            }
            TimeUnit.NANOSECONDS.sleep(TICK.toNanos());
        }
        customers.join();
    }

    private static EmbeddedPostgres startServer() throws Exception {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on") // off by default, which would prove nothing about crashes
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    /** Returns a pool for one process. */
    static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(16);
        pool.setMinimumIdle(0);
        return pool;
    }
}
