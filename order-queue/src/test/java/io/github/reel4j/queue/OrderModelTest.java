package io.github.reel4j.queue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random interleavings of everything that can happen to one order, on a real database, compared with a model in memory.
 * A failure names the seed in the key of the order. 20,000 schedules take about 15 minutes:
 *
 * <pre>./mvnw test -pl order-queue -am -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtest=OrderModelTest -Dreel4j.schedules=20000</pre>
 */
class OrderModelTest {

    private static final int SCHEDULES = Integer.getInteger("reel4j.schedules", 300);
    private static final long FIRST_SEED = Long.getLong("reel4j.first-seed", 1);

    @Test
    @Tag("fault-86")
    @Tag("fault-244")
    void no_interleaving_leads_to_an_illegal_state() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (QueueFixture fixture = new QueueFixture()) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + SCHEDULES; seed++) {
                new OrderSchedule(fixture, threads, seed).run();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
