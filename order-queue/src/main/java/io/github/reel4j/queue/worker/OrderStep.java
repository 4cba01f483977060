package io.github.reel4j.queue.worker;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.queue.store.OrderRow;
import io.github.reel4j.queue.store.OrderStore;
import io.github.reel4j.queue.store.SubmissionStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Does the next step of an order: what its row says. The row alone decides, so a step may be repeated, skipped or run
 * twice at the same time. Thread-safe.
 */
final class OrderStep {

    /** Longer than a submit takes, including its journal entries: 60 s to send, and 30 s for each entry. */
    private static final Duration MAX_SUBMIT = Duration.ofMinutes(3);

    /** Until a worker with the keys of the order's account takes it. */
    private static final Duration OTHER_ACCOUNT = Duration.ofSeconds(2);

    private static final Duration RECHECK = Duration.ofSeconds(10);

    private final OrderStore orders;
    private final SubmissionStore submissions;
    private final PendingResults results;
    private final SubmitStep submit;
    private final PollStep poll;
    private final CallbackVerificationStep callbackVerification;
    private final ProviderClients clients;
    private final String worker;

    OrderStep(
            OrderStore orders,
            SubmissionStore submissions,
            PendingResults results,
            SubmitStep submit,
            PollStep poll,
            CallbackVerificationStep callbackVerification,
            ProviderClients clients,
            String worker) {
        this.orders = orders;
        this.submissions = submissions;
        this.results = results;
        this.submit = submit;
        this.poll = poll;
        this.callbackVerification = callbackVerification;
        this.clients = clients;
        this.worker = worker;
    }

    /**
     * Does the next step.
     *
     * @param mayStart whether this worker may start to send; false if its heartbeats fail, because others may take it
     *     for dead
     */
    StepResult run(UUID id, boolean mayStart) throws SQLException, InterruptedException {
        Optional<OrderRow> found = orders.find(id);
        if (found.isEmpty()) {
            return new StepResult.Done();
        }
        OrderRow row = found.get();
        return switch (row.order().state()) {
            case QUEUED -> unsent(row, mayStart);
            case REJECTED -> row.order().retried() ? unsent(row, mayStart) : cancelled(row);
            case SUBMITTING -> submitting(row);
            case RUNNING -> clients.isOwnAccount(row) ? poll.run(row) : StepResult.after(OTHER_ACCOUNT);
            case UNKNOWN -> unknown(row);
            case READY, FAILED, CANCELLED, HELD -> new StepResult.Done();
        };
    }

    private StepResult unsent(OrderRow row, boolean mayStart) throws SQLException, InterruptedException {
        if (row.order().times().cancelRequested().isPresent()) { // while an attempt was sent that was rejected then
            return cancelled(row);
        }
        return mayStart ? submit.run(row) : StepResult.after(RECHECK);
    }

    private StepResult unknown(OrderRow row) throws SQLException, InterruptedException {
        if (row.callbackTaskId().isEmpty()) {
            return new StepResult.Done();
        }
        return clients.isOwnAccount(row) ? callbackVerification.run(row) : StepResult.after(OTHER_ACCOUNT);
    }

    /** Cancels the order if that was requested while it was sent. */
    private StepResult cancelled(OrderRow row) throws SQLException {
        orders.cancelUnsent(row.order().id(), worker);
        return new StepResult.Done();
    }

    /** Another worker sends the order, or has died while sending it. */
    private StepResult submitting(OrderRow row) throws SQLException {
        UUID token = row.token().orElseThrow();
        if (results.isOpen(token)) {
            return StepResult.after(RECHECK);
        }
        boolean own = row.submittedBy().filter(worker::equals).isPresent();
        Duration age = Duration.between(row.order().times().submitted().orElse(row.readAt()), row.readAt());
        if (own || age.compareTo(MAX_SUBMIT) > 0) {
            markUnknown(token, row.submittedBy().orElse("?"));
            return StepResult.now(); // a callback may have named the task
        }
        return StepResult.after(RECHECK);
    }

    /** Called when the worker that executed the order has sent no heartbeat for too long. */
    StepResult onDeadWorker(UUID id, String deadWorker) throws SQLException {
        Optional<OrderRow> found = orders.find(id);
        if (found.isPresent() && found.get().order().state() == QueuedOrderState.SUBMITTING) {
            UUID token = found.get().token().orElseThrow();
            boolean sentByDead =
                    found.get().submittedBy().filter(deadWorker::equals).isPresent();
            if (results.isOpen(token) || !sentByDead) {
                return StepResult.after(RECHECK);
            }
            markUnknown(token, deadWorker);
            return StepResult.now(); // a callback may have named the task
        }
        return StepResult.now();
    }

    private void markUnknown(UUID token, String sender) throws SQLException {
        submissions.markUnknown(
                token,
                FailureKind.SUBMISSION_UNKNOWN.name(),
                "the worker " + sender
                        + " has stopped while it sent the order. The vendor may have accepted and billed it:"
                        + " look at the vendor's console, then resolve the order.",
                worker);
    }
}
