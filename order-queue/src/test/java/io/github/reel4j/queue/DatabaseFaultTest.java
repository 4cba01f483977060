package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.Money;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers whose connections to the database lose responses, stand still or are cut. */
class DatabaseFaultTest {

    private static final String INTENT = "set state = 'SUBMITTING', attempt = o.attempt + 1";
    private static final String RESULT = "set state = 'RUNNING', task = ";
    private static final int CUTS = Integer.getInteger("reel4j.queue.cuts", 20);

    @TempDir
    private Path folder;

    private ProcessFixture queue;
    private DatabaseProxy proxy;

    @BeforeEach
    void create() throws Exception {
        queue = ProcessFixture.create();
        proxy = new DatabaseProxy(queue.url());
    }

    @AfterEach
    void close() throws Exception {
        proxy.close();
        queue.close();
    }

    private OrderWorker worker(HikariDataSource database, VideoClient client, String spillFile) {
        return WorkerProgram.builder(database, client, 4, folder.resolve(spillFile))
                .start();
    }

    /** Runs a worker behind the proxy until the only order is READY, and checks that it was sent and recorded once. */
    private void assertSentAndRecordedOnce(VideoClient client) throws Exception {
        queue.enqueue(1);
        try (HikariDataSource database = WorkerPool.open(proxy.url(), 4);
                OrderWorker worker = worker(database, client, "spill")) {
            queue.awaitState(0, QueuedOrderState.READY);
            assertThat(worker.name()).isNotEmpty();
        }
        assertThat(proxy.lost()).isEqualTo(1);
        assertThat(queue.order(0).attempt()).isEqualTo(1);
        assertThat(queue.vendor().ledger().submits()).hasSize(1);
        assertThat(queue.count("reel_order_event where kind = 'SUBMITTING'")).isEqualTo(1);
        assertThat(queue.count("reel_order_event where kind = 'ACCEPTED'")).isEqualTo(1);
        queue.comparison().assertNothingTwiceNorLost(1, 0);
    }

    @Test
    @Tag("fault-232")
    void a_lost_response_of_the_intent_sends_once() throws Exception {
        proxy.loseResponse(INTENT, INTENT);
        assertSentAndRecordedOnce(queue.client());
    }

    @Test
    @Tag("fault-232")
    void a_lost_response_of_the_commit_sends_once() throws Exception {
        try (VideoClient client = queue.client().toBuilder()
                .maxSpend(Money.usd("100"), Duration.ofDays(1))
                .allowUnknownPrice()
                .build()) {
            proxy.loseResponse(INTENT, "COMMIT");
            assertSentAndRecordedOnce(client);
        }
    }

    @Test
    @Tag("fault-233")
    void a_lost_response_of_the_result_records_once() throws Exception {
        proxy.loseResponse(RESULT, RESULT);
        assertSentAndRecordedOnce(queue.client());
    }

    @Test
    @Tag("fault-86")
    @Tag("fault-230")
    void a_connection_that_stands_still_costs_no_result() throws Exception {
        queue.enqueue(1);
        queue.vendor().nextSubmit(Fault.drip(Duration.ofMillis(20)));
        try (HikariDataSource isolated = WorkerPool.open(proxy.url(), 4);
                HikariDataSource direct = WorkerPool.open(queue.url(), 4);
                OrderWorker sender = worker(isolated, queue.client(), "spill-1")) {
            queue.awaitSubmits(1);
            proxy.hold();
            try (OrderWorker other = worker(direct, queue.client(), "spill-2")) {
                queue.awaitState(0, QueuedOrderState.UNKNOWN);
                proxy.release();
                queue.awaitState(0, QueuedOrderState.READY);
                assertThat(other.name()).isNotEqualTo(sender.name());
            }
        }
        assertThat(queue.order(0).attempt()).isEqualTo(1);
        assertThat(queue.vendor().ledger().submits()).hasSize(1);
        queue.comparison().assertNothingTwiceNorLost(1, 0);
    }

    /** {@code -Dreel4j.queue.cuts=400} cuts for longer. */
    @Test
    @Tag("fault-231")
    void cut_connections_cost_no_order_and_no_result() throws Exception {
        int orders = 100 + 5 * CUTS;
        queue.enqueue(orders);
        AtomicBoolean cutWhileWorking = new AtomicBoolean();
        try (HikariDataSource first = WorkerPool.open(queue.url(), 4);
                HikariDataSource second = WorkerPool.open(queue.url(), 4);
                OrderWorker one = worker(first, queue.client(), "spill-1");
                OrderWorker two = worker(second, queue.client(), "spill-2")) {
            for (int i = 0; i < CUTS; i++) {
                long cut = queue.number("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where datname = current_database() and application_name = '" + WorkerPool.NAME + "'");
                cutWhileWorking.compareAndSet(false, cut > 0);
                Thread.sleep(50);
            }
            queue.awaitEnds(Duration.ofMinutes(3));
            ProcessFixture.await(() -> queue.count("reel_order where state = 'READY'") == orders);
            assertThat(one.name()).isNotEqualTo(two.name());
        }
        assertThat(cutWhileWorking).isTrue();
        queue.comparison().assertNothingTwiceNorLost(orders, 0);
    }
}
