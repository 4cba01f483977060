package io.github.reel4j.benchmarks.queue;

import io.github.reel4j.queue.model.QueueHealth;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Duration;
import java.util.Locale;

/**
 * Measures how fast orders are placed and executed, how many statements that takes, how long it takes until the orders
 * of a killed worker are taken over, and what an order costs with few and with many queued ones. Arguments:
 * {@code ORDERS WORKERS MANY}.
 */
public final class QueueBenchmark {

    private static final int FEW = 1_000;

    private final BenchmarkQueue queue;

    private QueueBenchmark(BenchmarkQueue queue) {
        this.queue = queue;
    }

    public static void main(String[] arguments) throws Exception {
        int orders = Integer.parseInt(arguments[0]);
        int processes = Integer.parseInt(arguments[1]);
        int many = Integer.parseInt(arguments[2]);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start()) {
            System.out.println("| measured | value |\n| --- | ---: |");
            try (Simulator vendor = startVendor();
                    BenchmarkQueue queue = new BenchmarkQueue(server, "orders", vendor)) {
                new QueueBenchmark(queue).run(orders, processes);
            }
            QueueDepth few = measure(server, FEW, processes);
            QueueDepth deep = measure(server, many, processes);
            row("milliseconds per order with " + FEW + " queued orders", "%.1f", few.millisPerOrder());
            row("milliseconds per order with " + many + " queued orders", "%.1f", deep.millisPerOrder());
            row("statements per order with " + FEW + " queued orders", "%.1f", few.statementsPerOrder());
            row("statements per order with " + many + " queued orders", "%.1f", deep.statementsPerOrder());
        }
    }

    private static Simulator startVendor() {
        return PixazoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ofSeconds(3))
                .start();
    }

    private static QueueDepth measure(EmbeddedPostgres server, int queued, int processes) throws Exception {
        try (Simulator vendor = startVendor();
                BenchmarkQueue queue = new BenchmarkQueue(server, "queued_" + queued, vendor)) {
            QueueDepth depth = QueueDepth.measure(queue, queued, processes);
            System.err.println(queued + " queued: " + depth);
            return depth;
        }
    }

    private void run(int orders, int processes) throws Exception {
        double placing = queue.place(0, orders);
        row("orders placed per second, in batches of " + BenchmarkQueue.BATCH, "%,.0f", orders / placing);
        long statements = queue.commits();
        queue.startWorkers(processes);
        double seconds = executeAll(orders);
        row("seconds for " + orders + " orders with " + processes + " processes", "%.1f", seconds);
        int polls = queue.vendor().ledger().polls().size();
        double perOrder = (queue.commits() - statements) / (double) orders;
        row("statements per order, with its polls", "%.1f", perOrder);
        row("polls per order", "%.2f", polls / (double) orders);
        row("statements per order without 3 for each poll", "%.1f", perOrder - 3.0 * polls / orders);
        row("seconds until the orders of a killed worker are taken over", "%.1f", takeover(orders));
    }

    private static void row(String name, String format, Object value) {
        System.out.println("| " + name + " | " + String.format(Locale.ROOT, format, value) + " |");
    }

    private double executeAll(int orders) throws Exception {
        long start = System.nanoTime();
        QueueHealth health = queue.queue().health();
        while (health.count(QueuedOrderState.READY) < orders) {
            Thread.sleep(500);
            health = queue.queue().health();
            System.err.println(BenchmarkQueue.seconds(start) + " s  " + health.ordersByState());
        }
        return BenchmarkQueue.seconds(start);
    }

    /** Kills a worker while it sends orders, and returns the seconds until none of its orders is being sent. */
    private double takeover(int first) throws Exception {
        var unused = queue.place(first, 500);
        Process killed = queue.workers().get(0);
        String sending = "select count(*) from reel_order where state = 'SUBMITTING' and submitted_by like '%-"
                + killed.pid() + "-%'";
        while (queue.count(sending) == 0 && queue.count("select count(*) from reel_order where state = 'QUEUED'") > 0) {
            Thread.sleep(1);
        }
        killed.destroyForcibly();
        long start = System.nanoTime();
        String owned = "select count(*) from reel_execution where picked and picked_by like '%-" + killed.pid() + "-%'";
        while (queue.count(owned) > 0) {
            Thread.sleep(50);
        }
        return BenchmarkQueue.seconds(start);
    }
}
