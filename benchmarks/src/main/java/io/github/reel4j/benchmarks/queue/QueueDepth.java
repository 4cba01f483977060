package io.github.reel4j.benchmarks.queue;

import io.github.reel4j.testkit.simulator.Ledger;

/**
 * What an order costs while this number of orders is queued.
 *
 * @param millisPerOrder the time between 2 orders that the vendor accepts
 * @param statementsPerOrder statements of all workers for each accepted order, with the polls of that time
 */
record QueueDepth(double millisPerOrder, double statementsPerOrder) {

    /** The first orders are not measured: the processes start at different times. */
    private static final int SKIPPED = 100;

    /** Fewer than the smallest queue, so that no worker runs out of orders. */
    private static final int MEASURED = 700;

    /** Places {@code queued} orders, and lets workers execute the first of them. */
    static QueueDepth measure(BenchmarkQueue queue, int queued, int processes) throws Exception {
        var unused = queue.place(0, queued);
        long statements = queue.commits();
        Ledger ledger = queue.vendor().ledger();
        queue.startWorkers(processes);
        awaitOrders(ledger, SKIPPED);
        int first = ledger.orders().size();
        long start = System.nanoTime();
        awaitOrders(ledger, first + MEASURED);
        double seconds = BenchmarkQueue.seconds(start);
        int last = ledger.orders().size();
        queue.killWorkers();
        double perOrder =
                (queue.commits() - statements) / (double) ledger.orders().size();
        return new QueueDepth(1_000 * seconds / (last - first), perOrder);
    }

    private static void awaitOrders(Ledger ledger, int count) throws InterruptedException {
        while (ledger.orders().size() < count) {
            Thread.sleep(10);
        }
    }
}
