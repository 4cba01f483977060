package io.github.reel4j.queue.worker;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.queue.store.OrderRow;
import io.github.reel4j.queue.store.PollStore;
import io.github.reel4j.queue.store.RetryRules;
import io.github.reel4j.queue.worker.ProviderClients.ProviderClient;
import io.github.reel4j.tracking.NextPollTime;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls a task once for each step, and requests its cancellation if the program wants it. Thread-safe. */
final class PollStep {

    private static final Logger LOG = LoggerFactory.getLogger(PollStep.class);
    private static final Duration MAX_PERMIT_WAIT = Duration.ofSeconds(1);
    private static final Duration DEFAULT_PAUSE = Duration.ofSeconds(5);

    private final ProviderClients clients;
    private final PollStore store;
    private final PollPolicy policy;
    private final SharedCompletionTimes learning;
    private final PollSpacing spacing;
    private final Optional<OrderKeyEventDecorator> events;
    private final String worker;
    private final boolean deliver;

    PollStep(
            ProviderClients clients,
            PollStore store,
            PollPolicy policy,
            SharedCompletionTimes learning,
            PollSpacing spacing,
            Optional<OrderKeyEventDecorator> events,
            String worker,
            boolean deliver) {
        this.clients = clients;
        this.store = store;
        this.policy = policy;
        this.learning = learning;
        this.spacing = spacing;
        this.events = events;
        this.worker = worker;
        this.deliver = deliver;
    }

    StepResult run(OrderRow row) throws SQLException, InterruptedException {
        TaskRef task = row.order().task().orElseThrow();
        events.ifPresent(each -> each.remember(task, row.order().key()));
        TaskPollState history = row.pollState().map(TaskPollState::parse).orElse(TaskPollState.NONE);
        boolean cancel = row.order().times().cancelRequested().isPresent() && !history.cancelSent();
        ProviderClient client = clients.of(task.provider());
        RateLimitPermits.Result permit = client.permits().acquire(RateLimitPermits.Use.POLL, MAX_PERMIT_WAIT);
        if (permit instanceof RateLimitPermits.Denied denied) {
            return StepResult.after(denied.retryAfter());
        }
        if (!client.tryEnter()) { // a slow vendor must not take all threads
            return StepResult.after(Duration.ofSeconds(1));
        }
        try {
            return cancel ? cancel(row, history, client, task) : poll(row, history, client, task);
        } finally {
            client.leave();
        }
    }

    private StepResult poll(OrderRow row, TaskPollState history, ProviderClient client, TaskRef task)
            throws SQLException {
        Either<VideoFailure, TaskStatus> result = client.status(task);
        Duration age = age(row);
        TaskPollState after = history.after(result, age);
        Optional<Either<VideoFailure, GeneratedVideo>> end = after.end(result, age);
        if (end.isPresent()) {
            return end(row, history, end.get(), age);
        }
        store.recordPoll(row.order().id(), after.toJson());
        return StepResult.after(delay(row, after, result, age));
    }

    private Duration delay(OrderRow row, TaskPollState after, Either<VideoFailure, TaskStatus> result, Duration age) {
        Duration planned = policy.nextPollAt(
                        after.asPendingTask(FirstPoll.key(row.order().task().orElseThrow())))
                .minus(age);
        Duration own = result.isRight()
                ? planned
                : NextPollTime.delayAfter(result.getLeft(), DEFAULT_PAUSE, after.failures(), true);
        Duration spaced = spacing.minInterval(row.limitKey().orElse(""));
        Duration longest = own.compareTo(spaced) > 0 ? own : spaced;
        return longest.isNegative() ? Duration.ZERO : longest;
    }

    private StepResult end(OrderRow row, TaskPollState history, Either<VideoFailure, GeneratedVideo> end, Duration age)
            throws SQLException {
        if (end.isRight()) {
            learning.onSuccess(row.order().task().orElseThrow(), history, age);
            store.finish(row.order().id(), end.get(), history.lastPollAt(), age, deliver, worker);
        } else {
            FailureKind kind = end.getLeft().kind();
            boolean cancelled = kind == FailureKind.CANCELLED
                    || (kind == FailureKind.GENERATION_FAILED
                            && row.order().times().cancelRequested().isPresent());
            store.fail(row.order().id(), kind, end.getLeft().message(), cancelled, worker);
        }
        return new StepResult.Done();
    }

    private static Duration age(OrderRow row) {
        return Duration.between(row.order().times().accepted().orElse(row.readAt()), row.readAt());
    }

    private StepResult cancel(OrderRow row, TaskPollState history, ProviderClient client, TaskRef task)
            throws SQLException {
        try {
            CancelOutcome outcome = client.client().cancel(task);
            store.recordEvent(row.order().id(), "CANCEL_" + outcome.effect(), worker, "sent to the vendor");
            if (outcome.effect() == CancelOutcome.Effect.CANCELLED) {
                store.fail(
                        row.order().id(),
                        FailureKind.CANCELLED,
                        cancelledMessage(outcome.billingStatus()),
                        true,
                        worker);
                return new StepResult.Done();
            }
        } catch (VideoException e) {
            if (RetryRules.isTemporary(e.kind()) || e.kind() == FailureKind.UNAVAILABLE) {
                return StepResult.after(DEFAULT_PAUSE);
            }
            LOG.info("order {} could not be cancelled: {}", row.order().key(), e.kind());
            store.recordEvent(
                    row.order().id(), "CANCEL_FAILED", worker, e.kind().name());
        }
        store.recordPoll(row.order().id(), history.withCancelSent().toJson());
        return StepResult.now();
    }

    static String cancelledMessage(BillingStatus billing) {
        return "the vendor has cancelled the task; "
                + switch (billing) {
                    case NOT_BILLED -> "it is not billed.";
                    case BILLED -> "it is billed.";
                    case UNKNOWN -> "it is unknown whether it is billed.";
                };
    }
}
