package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor that does not respond must not take all threads of a worker. */
class SlowVendorTest {

    private static final int THREADS = 4;
    private static final int SHARE = 3;

    @TempDir
    private Path folder;

    @Test
    @Tag("fault-249")
    void a_vendor_that_hangs_leaves_threads_to_others() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder)) {
            for (int i = 0; i < 2 * THREADS; i++) {
                fixture.enqueue("slow-" + i, WorkerFixture.animate());
            }
            OrderWorker first = fixture.start(fixture.worker(fixture.client().provider("apixo"))
                    .pollPolicy(PollPolicy.fixed(Duration.ofHours(1))));
            WorkerFixture.await("all run", () -> fixture.queue.health().count(QueuedOrderState.RUNNING) == 2 * THREADS);
            first.close();
            for (int i = 0; i < 10 * THREADS; i++) {
                fixture.apixo.nextPoll(Fault.silence());
            }
            fixture.tables.execute("update reel_execution set execution_time = clock_timestamp()");

            fixture.start(fixture.worker(fixture.client().provider("pixazo")).threads(THREADS));
            WorkerFixture.await(
                    "polls that hang", () -> fixture.apixo.ledger().polls().size() >= SHARE);
            fixture.enqueue("fast", WorkerFixture.animate());
            AtomicInteger pollsOfSlow = new AtomicInteger();
            fixture.await("fast", order -> {
                pollsOfSlow.set(fixture.apixo.ledger().polls().size());
                return order.state() == QueuedOrderState.READY;
            });
            assertThat(pollsOfSlow).hasValue(SHARE);
            fixture.apixo.close(); // ends the polls that hang
        }
    }
}
