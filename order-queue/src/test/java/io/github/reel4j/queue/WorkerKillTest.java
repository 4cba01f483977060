package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Worker processes that are killed at random: no order is sent twice, none is lost, and a kill costs at most one
 * unknown outcome. Short by default; the full proof takes some minutes:
 *
 * <pre>
 * ./mvnw test -Plong -pl order-queue -am -Dtest=WorkerKillTest \
 *     -Dsurefire.failIfNoSpecifiedTests=false -Dreel4j.queue.orders=10000 -Dreel4j.queue.kills=200
 * </pre>
 *
 * <p>A thread is in at most one submission, so a killed worker leaves at most one unknown outcome for each of its
 * threads. The workers of this test have one thread, {@code -Dreel4j.queue.threads} sets another number.
 */
@Tag("long")
class WorkerKillTest {

    private static final int ORDERS = Integer.getInteger("reel4j.queue.orders", 300);
    private static final int KILLS = Integer.getInteger("reel4j.queue.kills", 5);
    private static final int THREADS = Integer.getInteger("reel4j.queue.threads", 1);
    private static final int PROCESSES = 4;
    private static final Duration LIMIT = Duration.ofMinutes(2).plusMillis(100L * ORDERS);

    @TempDir
    private Path folder;

    private final Random random = new Random(Long.getLong("reel4j.queue.seed", 20_261_130));
    private final List<WorkerProcess> running = new ArrayList<>();
    private int started;

    private void start(ProcessFixture queue) throws IOException {
        Path spillFile = folder.resolve("spill-" + started++);
        running.add(WorkerProcess.start(queue, queue.url(), THREADS, spillFile, Map.of()));
    }

    @Test
    @Tag("fault-229")
    void killed_workers_send_each_order_once() throws Exception {
        try (ProcessFixture queue = ProcessFixture.create()) {
            queue.enqueue(ORDERS);
            for (int i = 0; i < ORDERS / 2; i++) { // every second response is slow, so that kills strike submissions
                queue.vendor().nextSubmit(Fault.none());
                queue.vendor().nextSubmit(Fault.drip(Duration.ofMillis(1)));
            }
            for (int i = 0; i < PROCESSES; i++) {
                start(queue);
            }
            for (int kill = 0; kill < KILLS; kill++) {
                queue.awaitSubmits(ORDERS * (kill + 1) / (KILLS + 2));
                Thread.sleep(random.nextInt(20)); // any point of a step
                running.remove(random.nextInt(PROCESSES)).kill();
                start(queue);
            }
            queue.awaitEnds(LIMIT);
            for (WorkerProcess process : running) {
                process.end();
            }
            long unknown = queue.comparison().assertNothingTwiceNorLost(ORDERS, KILLS * THREADS);
            int billed = queue.vendor().ledger().orders().size();
            assertThat(billed).isBetween(ORDERS - KILLS * THREADS, ORDERS);
            System.out.println(PROCESSES + " workers of " + THREADS + " threads, " + ORDERS + " orders, " + KILLS
                    + " kills: " + billed + " orders at the vendor, " + unknown
                    + " with an unknown outcome, 0 sent twice, 0 lost");
        } finally {
            running.forEach(WorkerProcess::close);
        }
    }
}
