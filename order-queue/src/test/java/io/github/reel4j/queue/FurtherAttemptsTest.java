package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.store.Database;
import io.github.reel4j.queue.store.MaintenanceStore;
import io.github.reel4j.queue.store.OrderStore;
import io.github.reel4j.queue.store.SubmissionStore;
import io.github.reel4j.queue.store.SubmissionStore.Attempt;
import io.github.reel4j.queue.store.TableNames;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What allows a further attempt of an order, and what forbids it. */
class FurtherAttemptsTest {

    private static final String WORKER = "w";

    private final QueueFixture fixture = new QueueFixture();
    private final Database database = new Database(fixture.database, TableNames.DEFAULT);
    private final SubmissionStore submissions = new SubmissionStore(database);
    private final OrderStore orders = new OrderStore(database);

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Places an order and starts its first attempt. */
    private UUID start(String key) throws SQLException {
        fixture.place(key);
        Attempt attempt = QueueFixture.attempt(key);
        assertThat(submissions.start(attempt)).isTrue();
        return attempt.intent().order().value();
    }

    private void reject(UUID attempt, FailureKind kind) throws SQLException {
        submissions.reject(attempt, kind.name(), "m", WORKER);
    }

    private boolean startAgain(String key) throws SQLException {
        return submissions.start(QueueFixture.attempt(key));
    }

    private int executions() {
        return fixture.texts("select 1 from reel_execution").size();
    }

    @Test
    void a_temporary_rejection_allows_the_next_attempt() throws SQLException {
        reject(start("k"), FailureKind.RATE_LIMITED);
        assertThat(fixture.order("k").retried()).isTrue();
        assertThat(startAgain("k")).isTrue();
    }

    @Test
    @Tag("fault-255")
    void a_final_rejection_allows_none_until_a_retry() throws SQLException {
        reject(start("k"), FailureKind.FORBIDDEN);
        assertThat(startAgain("k")).isFalse();
        fixture.queue.retry(OrderKey.of("k"), "me");
        assertThat(startAgain("k")).isTrue();
    }

    @Test
    @Tag("fault-252")
    void a_callback_contradicts_a_later_rejection() throws SQLException {
        UUID attempt = start("k");
        orders.onCallback(attempt, Optional.of("task-1"));
        reject(attempt, FailureKind.RATE_LIMITED);
        assertThat(fixture.order("k").state()).isEqualTo(QueuedOrderState.UNKNOWN);
        assertThat(startAgain("k")).isFalse();
    }

    @Test
    @Tag("fault-252")
    void a_callback_after_a_rejection_stops_the_retry() throws SQLException {
        UUID attempt = start("k");
        reject(attempt, FailureKind.UNREACHABLE);
        orders.onCallback(attempt, Optional.of("task-1"));
        assertThat(fixture.order("k").state()).isEqualTo(QueuedOrderState.UNKNOWN);
        assertThat(startAgain("k")).isFalse();
    }

    @Test
    @Tag("fault-255")
    void an_order_resolved_as_not_accepted_waits_for_a_retry() throws SQLException {
        UUID attempt = start("k");
        orders.onCallback(attempt, Optional.of("task-1"));
        submissions.markUnknown(attempt, FailureKind.SUBMISSION_UNKNOWN.name(), "m", WORKER);
        fixture.queue.resolveNotAccepted(OrderKey.of("k"), "me");
        assertThat(startAgain("k")).isFalse();
        fixture.queue.retry(OrderKey.of("k"), "me");
        assertThat(startAgain("k")).isTrue();
    }

    @Test
    @Tag("fault-255")
    void a_late_rejection_is_scheduled_after_a_takeover() throws SQLException {
        UUID attempt = start("k");
        submissions.markUnknown(attempt, FailureKind.SUBMISSION_UNKNOWN.name(), "m", "other");
        fixture.execute("delete from reel_execution");
        reject(attempt, FailureKind.RATE_LIMITED);
        assertThat(executions()).isEqualTo(1);
    }

    @Test
    @Tag("fault-255")
    void a_retried_order_without_an_execution_is_found() throws SQLException {
        reject(start("k"), FailureKind.RATE_LIMITED);
        fixture.execute("delete from reel_execution");
        fixture.execute("update reel_order set enqueued_at = enqueued_at - interval '1 hour'");
        new MaintenanceStore(database).scheduleMissing();
        assertThat(executions()).isEqualTo(1);
    }

    @Test
    @Tag("fault-257")
    void a_task_belongs_to_one_order() throws SQLException {
        UUID first = start("a");
        UUID second = start("b");
        TaskRef task =
                new TaskRef(ProviderId.of("pixazo"), Operation.TEXT_TO_VIDEO, "wan", "task-1", "f1", Instant.EPOCH);
        TaskRef same =
                new TaskRef(task.provider(), task.operation(), "wan", "task-1", "f2", Instant.EPOCH.plusSeconds(60));
        assertThat(submissions.accept(first, task, WORKER, false)).isTrue();
        assertThatThrownBy(() -> submissions.accept(second, same, WORKER, false))
                .isInstanceOf(SQLException.class);
    }

    @Test
    @Tag("fault-235")
    void a_late_acceptance_of_a_lost_attempt_holds_the_order() throws SQLException {
        fixture.place("k");
        TaskRef task =
                new TaskRef(ProviderId.of("pixazo"), Operation.TEXT_TO_VIDEO, "wan", "task-1", "f1", Instant.EPOCH);
        submissions.recordLateAcceptance("k", task, WORKER);
        assertThat(fixture.order("k").state()).isEqualTo(QueuedOrderState.HELD);
        assertThat(fixture.order("k").failure().orElseThrow().message()).contains(task.toString());
        assertThat(startAgain("k")).isFalse();
    }
}
