package io.github.reel4j.queue.worker;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.store.OrderRow;
import io.github.reel4j.queue.store.OrderStore;
import io.github.reel4j.queue.store.TaskReferenceFactory;
import io.github.reel4j.queue.worker.ProviderClients.ProviderClient;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies the task that a callback named for an order of unknown outcome: a callback is only a hint, so the order is
 * resolved only if a poll shows that the vendor knows the task. Thread-safe.
 */
final class CallbackVerificationStep {

    private static final Logger LOG = LoggerFactory.getLogger(CallbackVerificationStep.class);
    private static final String UNIQUE_VIOLATION = "23505";
    private static final Duration RETRY = Duration.ofSeconds(20);

    /** A vendor may not know a task for a moment after it accepted it. */
    private static final Duration MAX_VERIFICATION = Duration.ofMinutes(30);

    private final ProviderClients clients;
    private final OrderStore orders;

    CallbackVerificationStep(ProviderClients clients, OrderStore orders) {
        this.clients = clients;
        this.orders = orders;
    }

    StepResult run(OrderRow row) throws SQLException, InterruptedException {
        Instant sent = row.order().times().submitted().orElse(row.readAt());
        if (Duration.between(sent, row.readAt()).compareTo(MAX_VERIFICATION) > 0) {
            return new StepResult.Done(); // a person resolves the order
        }
        TaskRef task = TaskReferenceFactory.of(row, row.callbackTaskId().orElseThrow());
        ProviderClient client = clients.of(task.provider());
        RateLimitPermits.Result permit = client.permits().acquire(RateLimitPermits.Use.POLL, RETRY);
        if (permit instanceof RateLimitPermits.Denied denied) {
            return StepResult.after(denied.retryAfter());
        }
        Either<VideoFailure, TaskStatus> status = client.status(task);
        if (status.isLeft()) {
            LOG.info(
                    "a callback named a task for order {}, but polling it failed: {}",
                    row.order().key(),
                    status.getLeft().kind());
            return StepResult.after(RETRY);
        }
        try {
            orders.resolveAccepted(row.order().id(), task, "a callback of the vendor");
        } catch (SQLException e) {
            if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw e;
            }
            LOG.warn(
                    "a callback named a task of another order for order {}",
                    row.order().key());
            return new StepResult.Done();
        }
        return StepResult.now();
    }
}
