package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pause that a vendor requests from one worker is kept by all of them. */
@Tag("long")
class VendorPauseTest {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    @TempDir
    private Path folder;

    /** With 503 the client of the worker pauses too. The other workers must not send meanwhile. */
    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    @Tag("fault-246")
    void a_pause_requested_at_a_poll_holds_for_all_workers(int status) throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder)) {
            fixture.pixazo.nextPoll(Fault.http(status).retryAfter(PAUSE));
            fixture.start();
            fixture.start();
            fixture.enqueue("a", WorkerFixture.animate());
            WorkerFixture.await(
                    "the pause", () -> !fixture.queue.health().pausedLimits().isEmpty());
            for (int i = 0; i < 4; i++) {
                fixture.enqueue("b" + i, WorkerFixture.animate());
            }
            WorkerFixture.await("all are ready", () -> fixture.queue.health().count(QueuedOrderState.READY) == 5);
            List<RecordedRequest> requests = fixture.pixazo.ledger().recordedRequests();
            // the submit and the poll of the first order, then nothing during the pause
            assertThat(requests.get(2).since(requests.get(1))).isGreaterThanOrEqualTo(PAUSE);
        }
    }

    /** Without a duration the queue pauses by itself. */
    @Test
    @Tag("fault-246")
    void a_rate_limited_order_pauses_the_account() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder)) {
            fixture.pixazo.nextSubmit(Fault.http(429));
            fixture.start();
            fixture.enqueue("a", WorkerFixture.animate());
            WorkerFixture.await(
                    "the pause", () -> !fixture.queue.health().pausedLimits().isEmpty());
            fixture.await("a", order -> order.state() == QueuedOrderState.READY);
            assertThat(fixture.tables.order("a").attempt()).isEqualTo(2);
        }
    }
}
