package io.github.reel4j.queue.worker;

import io.github.reel4j.VideoException;
import io.github.reel4j.VideoTask;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.queue.store.OrderRow;
import io.github.reel4j.queue.store.RateLimitStore;
import io.github.reel4j.queue.store.RequestCodec;
import io.github.reel4j.queue.store.RetryRules;
import io.github.reel4j.queue.store.SubmissionStore;
import io.github.reel4j.queue.worker.ProviderClients.ProviderClient;
import io.github.reel4j.queue.worker.QueueJournal.PreparedAttempt;
import io.github.reel4j.submission.FallbackPolicy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an order that is queued or was rejected: once for each step, to the provider whose turn it is. Thread-safe. */
final class SubmitStep {

    private static final Logger LOG = LoggerFactory.getLogger(SubmitStep.class);

    /** A fallback takes over after as many attempts as a client makes by itself. */
    private static final int MAX_ATTEMPTS_BEFORE_FALLBACK = 4;

    private static final Duration MAX_PERMIT_WAIT = Duration.ofSeconds(1);

    /**
     * Orders that wait for a permit are woken when there is one. Much longer than all other waits, which must not be
     * cut short: RateLimitStore.wakeWaitingOrders knows these orders by it.
     */
    private static final Duration PERMIT_WAIT = Duration.ofDays(30);

    private static final Duration MIN_PERMIT_WAIT = Duration.ofDays(2);
    private static final Duration RETRY_TASK_SLOT_WAIT = Duration.ofSeconds(20);

    /** A callback may have named the task while the order was being sent. */
    private static final Duration CALLBACK_WAIT = Duration.ofSeconds(5);

    private static final Duration INITIAL_BACKOFF = Duration.ofSeconds(1);
    private static final Duration MAX_BACKOFF = Duration.ofMinutes(5);
    private static final Duration MAX_BUDGET_WAIT = Duration.ofHours(1);

    private final ProviderClients clients;
    private final QueueJournal journal;
    private final SubmissionStore submissions;
    private final PendingResults results;
    private final RateLimitStore limits;
    private final Optional<OrderKeyEventDecorator> events;
    private final FirstPoll firstPoll;
    private final CrashPoints crashPoints;
    private final String worker;
    private final int maxAttempts;

    SubmitStep(
            ProviderClients clients,
            QueueJournal journal,
            SubmissionStore submissions,
            PendingResults results,
            RateLimitStore limits,
            Optional<OrderKeyEventDecorator> events,
            FirstPoll firstPoll,
            CrashPoints crashPoints,
            String worker,
            int maxAttempts) {
        this.clients = clients;
        this.journal = journal;
        this.submissions = submissions;
        this.results = results;
        this.limits = limits;
        this.events = events;
        this.firstPoll = firstPoll;
        this.crashPoints = crashPoints;
        this.worker = worker;
        this.maxAttempts = maxAttempts;
    }

    StepResult run(OrderRow row) throws SQLException, InterruptedException {
        GenerationRequest request;
        try {
            request = RequestCodec.parse(row.request().orElse("{}"));
        } catch (IllegalArgumentException e) { // written by a newer version, whose workers will execute it
            return left(
                    row,
                    "its stored request cannot be read (" + e.getClass().getName()
                            + "). If a newer version of reel4j stored it, update this worker");
        }
        if (!OrderKeyClaim.of(row.order().key(), request).requestHash().equals(row.requestHash())) {
            return left(row, "its request hash differs");
        }
        List<ProviderId> candidates;
        try {
            candidates = clients.candidates(request);
        } catch (VideoException e) {
            return onFailure(row, Optional.empty(), e.failure(), false, Optional.empty());
        }
        int index = Math.min(row.providerIndex(), candidates.size() - 1);
        ProviderClient client = clients.of(candidates.get(index));
        RateLimitPermits.Result permit = client.permits().acquire(RateLimitPermits.Use.ORDER, MAX_PERMIT_WAIT);
        if (permit instanceof RateLimitPermits.Denied denied) {
            return StepResult.after(waitForPermit(row, client, denied));
        }
        if (!client.tryEnter()) { // a slow vendor must not take all threads
            client.permits().started();
            return StepResult.after(withJitter(Duration.ofSeconds(1)));
        }
        try {
            return send(row, request, client, (RateLimitPermits.Permit) permit, index + 1 < candidates.size());
        } finally {
            client.leave();
        }
    }

    /** Leaves the order to workers of another version, which can read it. */
    private static StepResult left(OrderRow row, String why) {
        LOG.warn(
                "the order {} was not sent by this worker: {}. This worker tries it again in 1 min.",
                row.order().key(),
                why);
        return StepResult.after(Duration.ofMinutes(1));
    }

    /** Orders wait in the order in which they were enqueued. */
    private Duration waitForPermit(OrderRow row, ProviderClient client, RateLimitPermits.Denied denied)
            throws SQLException {
        if (row.order().attempt() > 0) {
            return withJitter(denied.noTaskSlot() ? RETRY_TASK_SLOT_WAIT : denied.retryAfter());
        }
        limits.waitForPermit(row.order().id(), client.provider().value());
        Duration age = Duration.between(row.order().times().enqueued(), row.readAt());
        Duration wait = PERMIT_WAIT.minus(age);
        return wait.compareTo(MIN_PERMIT_WAIT) < 0 ? MIN_PERMIT_WAIT : wait;
    }

    private StepResult send(
            OrderRow row,
            GenerationRequest request,
            ProviderClient client,
            RateLimitPermits.Permit permit,
            boolean hasFallback)
            throws SQLException {
        OrderKey key = row.order().key();
        PreparedAttempt attempt = journal.prepare(key, client, permit.expiresAt(), events);
        try {
            crashPoints.at("before-intent");
            VideoTask task = client.client().submit(request, key);
            client.pause().onSuccess();
            return StepResult.after(firstPoll.delay(task.ref()));
        } catch (VideoException e) {
            Optional<OrderIntent> sent = attempt.end(neverSent(e.failure()));
            sent.ifPresent(intent -> results.keepIfUnrecorded(intent, e.failure()));
            return onFailure(row, Optional.of(client), e.failure(), hasFallback, sent);
        } finally {
            journal.finished(key, attempt);
        }
    }

    /** Returns whether the client itself says that nothing was sent, because the journal failed. */
    private static boolean neverSent(VideoFailure failure) {
        return failure.kind() == FailureKind.JOURNAL_FAILED && failure.billingStatus() == BillingStatus.NOT_BILLED;
    }

    private StepResult onFailure(
            OrderRow row,
            Optional<ProviderClient> client,
            VideoFailure failure,
            boolean hasFallback,
            Optional<OrderIntent> sent)
            throws SQLException {
        if (failure.kind() == FailureKind.ORDER_KEY_CONFLICT) { // the row has changed, or the permit has expired
            return StepResult.after(withJitter(Duration.ofMillis(200)));
        }
        if (sent.isPresent() && results.isOpen(sent.get().order().value())) {
            return StepResult.after(Duration.ofSeconds(5)); // the result is not recorded yet
        }
        if (sent.isPresent()) {
            submissions.describeFailure(sent.get().order().value(), failure.message());
        }
        if (failure.billingStatus() != BillingStatus.NOT_BILLED) {
            return failure.task().isPresent() ? StepResult.now() : StepResult.after(CALLBACK_WAIT);
        }
        if (failure.kind() == FailureKind.OVER_BUDGET && failure.retryAfter().isPresent()) {
            Duration wait = failure.retryAfter().get();
            return StepResult.after(withJitter(wait.compareTo(MAX_BUDGET_WAIT) > 0 ? MAX_BUDGET_WAIT : wait));
        }
        int attempts = row.providerAttempts() + 1;
        Duration backoff =
                sent.isPresent() ? Backoff.after(attempts, INITIAL_BACKOFF, MAX_BACKOFF) : unsentBackoff(row);
        Duration pause =
                failure.retryAfter().filter(wait -> wait.compareTo(backoff) > 0).orElse(backoff);
        if (failure.kind() == FailureKind.RATE_LIMITED && client.isPresent()) {
            client.get().pause().onFailure(failure);
        }
        boolean temporary = RetryRules.isTemporary(failure.kind());
        if (hasFallback
                && FallbackPolicy.mayOrderElsewhere(failure)
                && (!temporary || attempts >= MAX_ATTEMPTS_BEFORE_FALLBACK)) {
            submissions.moveToProvider(row.order().id(), row.providerIndex() + 1);
            logFailure(row, failure, "The next provider is tried now.");
            return StepResult.now();
        }
        boolean mayRetry = RetryRules.mayRetry(failure.kind());
        if (sent.isEmpty() && !mayRetry) {
            submissions.rejectUnsent(row.order().id(), failure.kind().name(), failure.message(), worker);
            logFailure(row, failure, "It is not sent.");
            return new StepResult.Done();
        }
        boolean retry = mayRetry && row.order().attempt() < maxAttempts;
        logFailure(row, failure, retry ? "The next attempt is in " + pause + "." : "OrderQueue.retry sends it again.");
        if (retry) {
            return StepResult.after(pause);
        }
        submissions.stopRetrying(row.order().id());
        return new StepResult.Done();
    }

    /** Grows with the age of the order, because an attempt that is not sent is not counted. */
    private static Duration unsentBackoff(OrderRow row) {
        Duration quarter =
                Duration.between(row.order().times().enqueued(), row.readAt()).dividedBy(4);
        Duration backoff = quarter.compareTo(MAX_BACKOFF) > 0 ? MAX_BACKOFF : quarter;
        return withJitter(backoff.compareTo(INITIAL_BACKOFF) < 0 ? INITIAL_BACKOFF : backoff);
    }

    private void logFailure(OrderRow row, VideoFailure failure, String next) {
        LOG.warn(
                "order {} was not accepted: {}, attempt {} of {}. Nothing was billed. {}",
                row.order().key(),
                failure.kind(),
                row.order().attempt() + 1,
                maxAttempts,
                next);
    }

    private static Duration withJitter(Duration wait) {
        return wait.plusMillis(ThreadLocalRandom.current().nextLong(1 + wait.toMillis() / 4));
    }
}
