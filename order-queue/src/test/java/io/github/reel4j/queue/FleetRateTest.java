package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RecordedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The limits of a vendor hold for all workers together, by the vendor's own ledger. The windows of 60 seconds with
 * workers that join and leave, and with 429s, take about 4 minutes:
 *
 * <pre>./mvnw test -Plong -pl order-queue -am -Dsurefire.failIfNoSpecifiedTests=false \
 *     -Dtest=FleetRateTest -Dreel4j.fleet-rate=true</pre>
 */
@Tag("long")
class FleetRateTest {

    private static final int PER_MINUTE = 600;
    private static final int MAX_TASKS = 5;
    private static final Duration RUNNING = Duration.ofMillis(400);

    @TempDir
    private Path folder;

    private static void place(WorkerFixture fixture, int orders) {
        for (int start = 0; start < orders; start += 100) {
            Map<OrderKey, GenerationRequest> batch = new HashMap<>();
            for (int i = start; i < Math.min(orders, start + 100); i++) {
                batch.put(OrderKey.of("order-" + i), QueueFixture.request("kitten " + i));
            }
            try (var connection = fixture.tables.database.getConnection()) {
                fixture.queue.enqueueAll(connection, batch);
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static boolean allReady(WorkerFixture fixture, int orders) {
        return fixture.queue.health().count(QueuedOrderState.READY) == orders;
    }

    /** Returns the calls of the vendor's API; downloads come from its file server. */
    private static List<Long> calls(WorkerFixture fixture) {
        return fixture.pixazo.ledger().recordedRequests().stream()
                .filter(each -> each.kind() != RequestKind.DOWNLOAD)
                .map(RecordedRequest::nanoTime)
                .toList();
    }

    private static int maxCallsIn(List<Long> times, Duration window) {
        Deque<Long> inWindow = new ArrayDeque<>();
        int most = 0;
        for (long time : times) {
            inWindow.add(time);
            while (time - inWindow.getFirst() >= window.toNanos()) {
                inWindow.removeFirst();
            }
            most = Math.max(most, inWindow.size());
        }
        return most;
    }

    /** Returns how many tasks ran at once at most: each runs for {@link #RUNNING} after its submit at least. */
    private static int maxTasks(WorkerFixture fixture) {
        return maxCallsIn(
                fixture.pixazo.ledger().recordedRequests().stream()
                        .filter(each -> each.kind() == RequestKind.SUBMIT)
                        .map(RecordedRequest::nanoTime)
                        .toList(),
                RUNNING);
    }

    @Test
    @Tag("fault-245")
    void three_workers_share_the_rate_and_the_task_slots() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder, RUNNING)) {
            place(fixture, 40);
            for (int i = 0; i < 3; i++) {
                fixture.start(fixture.worker(client(fixture))
                        .onReady((order, video) ->
                                video.download(folder.resolve(order.key().value() + ".mp4"))));
            }
            WorkerFixture.await("all orders", () -> allReady(fixture, 40));
            assertThat(fixture.pixazo.ledger().orders()).hasSize(40);
            assertThat(maxTasks(fixture)).isLessThanOrEqualTo(MAX_TASKS);
            // 2 at once, then one in each 62 s / 599, and permits that are used up to 2 s later
            int inFiveSeconds = 1 + (int) Math.ceil(7.0 / 62 * (PER_MINUTE - 1));
            assertThat(maxCallsIn(calls(fixture), Duration.ofSeconds(5))).isLessThanOrEqualTo(inFiveSeconds);
        }
    }

    private static VideoClientBuilder client(WorkerFixture fixture) {
        return fixture.client()
                .property("pixazo.requests-per-minute", String.valueOf(PER_MINUTE))
                .property("pixazo.max-concurrent-tasks", String.valueOf(MAX_TASKS));
    }

    @Test
    @Tag("fault-246")
    void a_retry_after_pauses_all_workers() throws Exception {
        try (WorkerFixture fixture = new WorkerFixture(folder)) {
            fixture.pixazo.nextSubmit(Fault.http(429).retryAfter(Duration.ofSeconds(4)));
            place(fixture, 1);
            fixture.start();
            fixture.start();
            WorkerFixture.await(
                    "the 429", () -> !fixture.queue.health().pausedLimits().isEmpty());
            int before = calls(fixture).size();
            fixture.tables.place("later");
            fixture.await("later", order -> order.state() == QueuedOrderState.READY);
            List<Long> all = calls(fixture);
            assertThat(Duration.ofNanos(all.get(before) - all.get(before - 1))).isGreaterThan(Duration.ofSeconds(3));
        }
    }

    @Test
    @Tag("fault-245")
    void no_minute_has_more_calls_than_documented() throws Exception {
        assumeTrue(Boolean.getBoolean("reel4j.fleet-rate"), "takes 4 minutes");
        try (WorkerFixture fixture = new WorkerFixture(folder, RUNNING)) {
            place(fixture, 3_000);
            List<OrderWorker> workers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                workers.add(fixture.start(fixture.worker(rateOnly(fixture)).threads(16)));
            }
            long start = System.nanoTime();
            for (int round = 0; round < 18; round++) { // 10 s each
                Thread.sleep(10_000);
                workers.remove(0).close();
                workers.add(fixture.start(fixture.worker(rateOnly(fixture)).threads(16)));
                if (round == 12) { // after the measured minute
                    fixture.pixazo.nextSubmit(Fault.http(429).retryAfter(Duration.ofSeconds(5)));
                    fixture.pixazo.nextPoll(Fault.http(429).retryAfter(Duration.ofSeconds(3)));
                }
            }
            List<Long> calls = calls(fixture);
            assertThat(maxCallsIn(calls, Duration.ofSeconds(60))).isLessThanOrEqualTo(PER_MINUTE);
            long used = calls.stream()
                    .filter(time -> time - start > Duration.ofSeconds(30).toNanos()
                            && time - start <= Duration.ofSeconds(90).toNanos())
                    .count();
            assertThat(used).isGreaterThanOrEqualTo(PER_MINUTE * 9L / 10);
        }
    }

    private static VideoClientBuilder rateOnly(WorkerFixture fixture) {
        return fixture.client().property("pixazo.requests-per-minute", String.valueOf(PER_MINUTE));
    }
}
