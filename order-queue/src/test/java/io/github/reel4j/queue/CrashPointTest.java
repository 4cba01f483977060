package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker that ends at each named point of a submission, and another that takes over. */
@Tag("long")
class CrashPointTest {

    private static final OrderKey KEY = ProcessFixture.key(0);

    @TempDir
    private Path folder;

    private ProcessFixture queue;

    @BeforeEach
    void placeOrder() throws Exception {
        queue = ProcessFixture.create();
        queue.enqueue(1);
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private WorkerProcess start(String crashPoint) throws Exception {
        return WorkerProcess.start(
                queue, queue.url(), 1, folder.resolve("spill"), Map.of("reel4j.crash-point", crashPoint));
    }

    private void crashAt(String point) throws Exception {
        try (WorkerProcess process = start(point)) {
            assertThat(process.awaitExit()).isEqualTo(137);
        }
    }

    /** Runs another worker until the order is in this state. */
    private QueuedOrder takeOver(QueuedOrderState expected) throws Exception {
        try (HikariDataSource database = WorkerPool.open(queue.url(), 2);
                OrderWorker worker = WorkerProgram.builder(database, queue.client(), 2, folder.resolve("spill-2"))
                        .start()) {
            queue.awaitState(0, expected);
            assertThat(worker.name()).isNotEmpty();
        }
        return queue.order(0);
    }

    private int submits() {
        return queue.vendor().ledger().submits().size();
    }

    private void assertUnresolvedAfterTakeover(int billed) throws Exception {
        assertThat(queue.order(0).state()).isEqualTo(QueuedOrderState.SUBMITTING);
        takeOver(QueuedOrderState.UNKNOWN);
        assertThat(queue.queue().unresolved()).extracting(QueuedOrder::key).containsExactly(KEY);
        assertThat(submits()).isEqualTo(billed);
        queue.comparison().assertNothingTwiceNorLost(1, 1);
    }

    @Test
    @Tag("fault-228")
    void before_the_intent_the_order_is_sent_by_another_worker() throws Exception {
        crashAt("before-intent");
        assertThat(queue.order(0).state()).isEqualTo(QueuedOrderState.QUEUED);
        assertThat(submits()).isZero();
        assertThat(takeOver(QueuedOrderState.READY).attempt()).isEqualTo(1);
        assertThat(submits()).isEqualTo(1);
    }

    @Test
    @Tag("fault-228")
    void after_the_intent_the_outcome_is_unknown() throws Exception {
        crashAt("after-intent");
        assertUnresolvedAfterTakeover(0);
        queue.queue().resolveNotAccepted(KEY, "a test");
        queue.queue().retry(KEY, "a test");
        assertThat(takeOver(QueuedOrderState.READY).attempt()).isEqualTo(2);
        queue.comparison().assertNothingTwiceNorLost(1, 0);
    }

    @Test
    @Tag("fault-228")
    void while_the_vendor_has_the_order_the_outcome_is_unknown() throws Exception {
        queue.vendor().nextSubmit(Fault.silence());
        try (WorkerProcess process = start("none")) {
            queue.awaitSubmits(1);
            process.kill();
        }
        assertUnresolvedAfterTakeover(1);
    }

    @Test
    @Tag("fault-228")
    void before_the_result_the_outcome_is_unknown() throws Exception {
        crashAt("before-result");
        assertUnresolvedAfterTakeover(1);
        String task = queue.vendor().ledger().orders().get(0).taskId();
        queue.queue().resolveAccepted(KEY, task, "a test");
        takeOver(QueuedOrderState.READY);
        queue.comparison().assertNothingTwiceNorLost(1, 0);
    }

    @Test
    @Tag("fault-228")
    void after_the_result_another_worker_polls() throws Exception {
        crashAt("after-result");
        assertThat(queue.order(0).state()).isEqualTo(QueuedOrderState.RUNNING);
        takeOver(QueuedOrderState.READY);
        queue.comparison().assertNothingTwiceNorLost(1, 0);
    }

    /** The lease is 4 heartbeats. {@code -Dreel4j.queue.heartbeat-millis=5000} shows it with those of production. */
    @Test
    @Tag("fault-86")
    @Tag("fault-230")
    void a_worker_frozen_beyond_its_lease_records_its_result() throws Exception {
        queue.vendor().nextSubmit(Fault.drip(Duration.ofMillis(20)));
        try (WorkerProcess frozen = start("none")) {
            queue.awaitSubmits(1);
            frozen.freeze();
            assertThat(queue.order(0).state()).isEqualTo(QueuedOrderState.SUBMITTING);
            takeOver(QueuedOrderState.UNKNOWN);
            assertThat(queue.queue().unresolved()).hasSize(1);
            frozen.unfreeze();
            queue.awaitState(0, QueuedOrderState.READY);
            frozen.end();
        }
        assertThat(queue.order(0).attempt()).isEqualTo(1);
        assertThat(submits()).isEqualTo(1);
        queue.comparison().assertNothingTwiceNorLost(1, 0);
    }
}
