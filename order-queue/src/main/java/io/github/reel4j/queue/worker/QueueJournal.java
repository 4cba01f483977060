package io.github.reel4j.queue.worker;

import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.JournalAdmissionRule;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.queue.store.SubmissionStore;
import io.github.reel4j.queue.store.SubmissionStore.Attempt;
import io.github.reel4j.queue.worker.ProviderClients.ProviderClient;
import io.github.reel4j.spending.SlidingWindowSum.Excess;
import io.vavr.control.Either;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The journal of a worker's clients: its entries are the rows of the queue. The id of a client's order is the token of
 * the attempt, so only the attempt that was recorded can record its result. Thread-safe.
 */
public final class QueueJournal implements OrderJournal {

    private final SubmissionStore submissions;
    private final PendingResults results;
    private final CrashPoints crashPoints;
    private final String worker;
    private final Map<OrderKey, PreparedAttempt> prepared = new ConcurrentHashMap<>();

    /** Creates a journal that writes to the queue's tables. */
    public QueueJournal(SubmissionStore submissions, PendingResults results, CrashPoints crashPoints, String worker) {
        this.submissions = submissions;
        this.results = results;
        this.crashPoints = crashPoints;
        this.worker = worker;
    }

    /** An order that a thread of this worker is about to submit. Thread-safe. */
    final class PreparedAttempt {
        private final ProviderClient client;
        private final Instant permitExpiry;
        private final Optional<OrderKeyEventDecorator> events;
        private @Nullable OrderIntent started;
        private boolean ended;
        private boolean permitUsed;

        PreparedAttempt(ProviderClient client, Instant permitExpiry, Optional<OrderKeyEventDecorator> events) {
            this.events = events;
            this.client = client;
            this.permitExpiry = permitExpiry;
        }

        /** Returns whether the order may be sent now; false if the client has given up waiting for the database. */
        private synchronized boolean start(OrderIntent intent) {
            if (ended) {
                return false;
            }
            started = intent;
            results.started(intent);
            intent.keyClaim().ifPresent(claim -> events.ifPresent(each -> each.remember(intent.order(), claim.key())));
            usePermit(); // from now on the row counts
            return true;
        }

        private synchronized void usePermit() {
            if (!permitUsed) {
                permitUsed = true;
                client.permits().started();
            }
        }

        /**
         * Ends the attempt.
         *
         * @param neverSent whether the client reports that nothing was sent, although the row may say otherwise
         * @return what was sent; empty if nothing was
         */
        synchronized Optional<OrderIntent> end(boolean neverSent) {
            ended = true;
            if (neverSent && started != null) {
                results.neverSent(started);
            }
            return Optional.ofNullable(started);
        }
    }

    /** Announces that the calling thread submits the order with this key next. */
    PreparedAttempt prepare(
            OrderKey key, ProviderClient client, Instant permitExpiry, Optional<OrderKeyEventDecorator> events) {
        PreparedAttempt attempt = new PreparedAttempt(client, permitExpiry, events);
        prepared.put(key, attempt);
        return attempt;
    }

    /** Reports that the submission has ended. */
    void finished(OrderKey key, PreparedAttempt attempt) {
        attempt.end(false);
        prepared.remove(key, attempt);
        attempt.usePermit();
    }

    /** Always empty: the rows decide in {@link #admit} whether the order may be sent. */
    @Override
    public Either<VideoFailure, Optional<KeyedOrder>> findByKey(OrderKey key) {
        return Either.right(Optional.empty());
    }

    @Override
    public Either<VideoFailure, AdmissionResult> admit(OrderEvent.Created created, List<JournalAdmissionRule> rules) {
        OrderIntent intent = created.intent();
        PreparedAttempt order =
                intent.keyClaim().map(claim -> prepared.get(claim.key())).orElse(null);
        if (order == null) {
            return failed("the order was not submitted by a worker of the order queue");
        }
        Attempt attempt = new Attempt(intent, order.client.limitKey(), worker, order.permitExpiry);
        Optional<SpendLimit> limit = rules.stream()
                .filter(JournalAdmissionRule.SpendWithin.class::isInstance)
                .map(rule -> ((JournalAdmissionRule.SpendWithin) rule).limit())
                .findFirst();
        return start(attempt, limit).flatMap(result -> {
            if (result instanceof AdmissionResult.Admitted && !order.start(intent)) {
                results.neverSent(intent);
                return failed("the database answered too late");
            }
            crashPoints.at("after-intent");
            return Either.right(result);
        });
    }

    /** Repeats the statement after a failure: the token shows whether a transaction that was cut off was committed. */
    private Either<VideoFailure, AdmissionResult> start(Attempt attempt, Optional<SpendLimit> limit) {
        Backoff backoff = Backoff.ofDatabase();
        boolean uncertain = false;
        while (true) {
            try {
                if (uncertain && submissions.isStarted(attempt)) {
                    return Either.right(
                            new AdmissionResult.Admitted(new OrderEvent.Created(Instant.now(), attempt.intent())));
                }
                return limit.isPresent()
                        ? startWithin(attempt, limit.get())
                        : started(attempt, submissions.start(attempt));
            } catch (SQLException e) {
                uncertain = true;
                if (!backoff.sleep()) {
                    // The row may say that the order is being sent. It was not, and the result says so later.
                    results.neverSent(attempt.intent());
                    return failed("the database failed with SQL state " + e.getSQLState());
                }
            }
        }
    }

    private Either<VideoFailure, AdmissionResult> startWithin(Attempt attempt, SpendLimit limit) throws SQLException {
        Either<Excess, Boolean> result = submissions.startWithin(attempt, limit);
        if (result.isRight()) {
            return started(attempt, result.get());
        }
        Excess excess = result.getLeft();
        return Either.right(new AdmissionResult.OverBudget(limit, excess.spent(), excess.untilRoom()));
    }

    private static Either<VideoFailure, AdmissionResult> started(Attempt attempt, boolean started) {
        Instant now = Instant.now();
        return Either.right(
                started
                        ? new AdmissionResult.Admitted(new OrderEvent.Created(now, attempt.intent()))
                        : new AdmissionResult.KeyInUse(new KeyedOrder(now, attempt.intent(), Optional.empty())));
    }

    /** Always allows: {@link #admit} checks the spend limit in one step with the record. */
    @Override
    public Either<VideoFailure, AdmissionResult> checkAdmission(
            OrderEvent.Created created, List<JournalAdmissionRule> rules) {
        return Either.right(new AdmissionResult.Admitted(created));
    }

    @Override
    public Either<VideoFailure, OrderEvent> append(OrderEvent entry) {
        if (entry instanceof OrderEvent.Submitted submitted) {
            crashPoints.at("before-result");
            SubmitOutcome outcome = submitted.outcome();
            boolean recorded = results.record(submitted.order(), outcome);
            crashPoints.at("after-result");
            return recorded
                    ? Either.right(entry)
                    : failed("the result is kept by this worker until the database is back, and in its spill file");
        }
        // Workers record the ends of tasks and downloads themselves.
        return entry instanceof OrderEvent.Created
                ? failed("a worker of the order queue sends only orders with a key")
                : Either.right(entry);
    }

    private static <T> Either<VideoFailure, T> failed(String why) {
        return Either.left(VideoFailure.of(
                FailureKind.JOURNAL_FAILED, "the order queue could not record the order: " + why + "."));
    }
}
