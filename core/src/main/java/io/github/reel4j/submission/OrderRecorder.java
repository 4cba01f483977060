package io.github.reel4j.submission;

import io.github.reel4j.event.EventPublisher;
import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.guard.TimeLimitedCalls;
import io.github.reel4j.model.AdmissionResult;
import io.github.reel4j.model.AdmissionRule;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spending.SlidingWindowSum;
import io.github.reel4j.spending.SpendFailures;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Appends the events of orders to the journal, with the current time. A journal that throws, returns null or takes too
 * long counts as failed. It is called on a separate thread, so a journal that blocks cannot hold back a paid task
 * forever. Thread-safe.
 */
public final class OrderRecorder {

    private static final SafeLog LOG = SafeLog.of(OrderRecorder.class);

    /** The time limit of one append; longer than a {@code FileJournal} waits for its lock. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final OrderJournal journal;
    private final Scheduler scheduler;
    private final Duration timeout;
    private final TimeLimitedCalls calls;
    private final Optional<AdmissionRule.SpendWithin> spendRule;
    private final Optional<SpendReservations> reservations; // only without a journal
    private final OrderEvents events;

    OrderRecorder(OrderJournal journal, Scheduler scheduler) {
        this(journal, scheduler, TIMEOUT);
    }

    OrderRecorder(OrderJournal journal, Scheduler scheduler, Duration timeout) {
        this(journal, scheduler, timeout, Optional.empty(), new OrderEvents(EventPublisher.none(scheduler)));
    }

    /**
     * @param timeout how long writing one event may take
     * @param spendRule the limit of all orders; empty for no limit
     * @param events where failed writes are published
     */
    public OrderRecorder(
            OrderJournal journal,
            Scheduler scheduler,
            Duration timeout,
            Optional<AdmissionRule.SpendWithin> spendRule,
            OrderEvents events) {
        this.journal = journal;
        this.scheduler = scheduler;
        this.timeout = timeout;
        this.calls = new TimeLimitedCalls("reel4j-journal", timeout);
        this.spendRule = spendRule;
        this.reservations =
                spendRule.filter(rule -> keepsNothing()).map(rule -> new SpendReservations(rule.limit(), scheduler));
        this.events = events;
    }

    /**
     * Records that the order is about to be sent, if it fits under the spend limit. Returns why it must not be sent;
     * empty if it may.
     */
    Optional<VideoFailure> recordIntent(OrderIntent intent) {
        if (reservations.isPresent()) {
            Optional<VideoFailure> noRoom = reservations.get().reserve(intent);
            if (noRoom.isPresent()) {
                return noRoom;
            }
        }
        List<AdmissionRule> rules = rules(intent);
        return rules.isEmpty()
                ? write(at -> new OrderEvent.Created(at, intent)).map(failure -> notRecorded(intent, failure))
                : admit(intent, rules);
    }

    private VideoFailure notRecorded(OrderIntent intent, VideoFailure failure) {
        events.journalWriteFailed(intent, failure);
        return SubmissionFailures.intentNotRecorded(failure);
    }

    private List<AdmissionRule> rules(OrderIntent intent) {
        List<AdmissionRule> rules = new ArrayList<>();
        if (intent.keyClaim().isPresent()) {
            rules.add(new AdmissionRule.UniqueKey());
        }
        spendRule.filter(rule -> !keepsNothing()).ifPresent(rules::add);
        return rules;
    }

    /** Returns why an order of this price does not fit now, as far as known without a call of the journal. */
    Optional<VideoFailure> checkReservations(Optional<Money> price) {
        return reservations.flatMap(each -> each.check(price));
    }

    /** Returns why the order does not fit under the spend limit now; empty if it does. Records nothing. */
    Optional<VideoFailure> checkSpend(OrderIntent intent) {
        if (spendRule.isEmpty() || keepsNothing()) {
            return checkReservations(intent.price().max());
        }
        return call(() -> journal.checkAdmission(
                        new OrderEvent.Created(scheduler.now(), intent), List.of(spendRule.get())))
                .fold(Optional::of, admission -> rejection(intent, admission));
    }

    /** Records the intent if {@code rules} allow it, in one step. */
    private Optional<VideoFailure> admit(OrderIntent intent, List<AdmissionRule> rules) {
        return call(() -> journal.admit(new OrderEvent.Created(scheduler.now(), intent), rules))
                .fold(
                        failure -> Optional.of(
                                failure.kind() == FailureKind.CONFIGURATION ? failure : notRecorded(intent, failure)),
                        admission -> rejection(intent, admission));
    }

    private Optional<VideoFailure> rejection(OrderIntent intent, AdmissionResult admission) {
        if (admission instanceof AdmissionResult.Admitted) {
            return Optional.empty();
        }
        if (admission instanceof AdmissionResult.KeyInUse) {
            return Optional.of(
                    OrderKeyFailures.justUsed(intent.keyClaim().orElseThrow().key()));
        }
        AdmissionResult.OverBudget overBudget = (AdmissionResult.OverBudget) admission;
        return Optional.of(SpendFailures.exceeded(
                overBudget.limit(),
                intent.price().max(),
                new SlidingWindowSum.Excess(overBudget.spent(), overBudget.untilRoom()),
                scheduler.now()));
    }

    /** Returns the order that {@code key} belongs to; empty if the key is free; or why that is not known. */
    public Either<VideoFailure, Optional<KeyedOrder>> findByKey(OrderKey key) {
        return call(() -> journal.findByKey(key))
                .mapLeft(failure -> failure.kind() == FailureKind.CONFIGURATION
                        ? failure
                        : OrderKeyFailures.notLookedUp(key, failure));
    }

    /** Records the final result of an order. Returns it, or a failure if it could not be recorded. */
    Either<VideoFailure, TaskRef> recordResult(OrderIntent intent, Either<VideoFailure, TaskRef> result) {
        SubmitOutcome outcome = outcome(result);
        reservations.ifPresent(each -> each.onResult(intent.order(), outcome));
        Optional<VideoFailure> journalFailure = write(at -> new OrderEvent.Submitted(at, intent.order(), outcome));
        if (journalFailure.isEmpty()) {
            return result;
        }
        if (result.isRight() && belongsToAnother(journalFailure.get())) {
            return Either.left(journalFailure.get());
        }
        events.journalWriteFailed(intent, journalFailure.get());
        result.peek(task -> LOG.error("accepted, but not recorded in the journal: {}", task));
        return Either.left(result.fold(
                failure -> SubmissionFailures.notRecorded(failure, journalFailure.get()),
                task -> SubmissionFailures.acceptedButNotRecorded(task, journalFailure.get())));
    }

    /** Records that an order of unknown outcome has this task. Returns false if the task belongs to another order. */
    public boolean recordRecovered(OrderId order, TaskRef task) {
        return !record(task, at -> new OrderEvent.Submitted(at, order, new SubmitOutcome.Accepted(task)))
                .filter(OrderRecorder::belongsToAnother)
                .isPresent();
    }

    private static boolean belongsToAnother(VideoFailure failure) {
        return failure.kind() == FailureKind.SUBMISSION_UNKNOWN;
    }

    /** Records that the task is complete: with a failure, or with a video if {@code failure} is empty. */
    public void recordEnd(TaskRef task, Optional<FailureKind> failure) {
        var unused = record(task, at -> new OrderEvent.Completed(at, task, failure));
    }

    /** Records that the video of the task was downloaded to {@code file}. */
    public void recordDownload(TaskRef task, Path file) {
        var unused = record(
                task,
                at -> new OrderEvent.Downloaded(at, task, file.toAbsolutePath().toString()));
    }

    /** Records an event that can be found out again by polling, so a failure is only logged. */
    private Optional<VideoFailure> record(TaskRef task, Function<Instant, OrderEvent> event) {
        Optional<VideoFailure> failure = write(event);
        failure.ifPresent(each -> LOG.warn("not recorded in the journal, of {}: {}", task, each.message()));
        failure.filter(each -> !belongsToAnother(each)).ifPresent(each -> events.journalWriteFailed(task, each));
        return failure;
    }

    private Optional<VideoFailure> write(Function<Instant, OrderEvent> event) {
        return call(() -> journal.append(event.apply(scheduler.now()))).fold(Optional::of, written -> Optional.empty());
    }

    private <T> Either<VideoFailure, T> call(Callable<Either<VideoFailure, T>> operation) {
        try {
            Either<VideoFailure, T> result = keepsNothing() ? operation.call() : calls.call(operation);
            return result.mapLeft(OrderRecorder::copy);
        } catch (TimeoutException e) {
            return failed("the journal did not respond within " + timeout.toSeconds()
                    + " s. Check its storage. Until it responds, no order is sent.");
        } catch (ExecutionException e) {
            return failed("the journal threw "
                    + Objects.requireNonNullElse(e.getCause(), e).getClass().getName()
                    + ". Correct the OrderJournal of this client.");
        } catch (Throwable e) { // errors too, so that the result is not lost; the message may contain secrets
            return failed("the journal could not be called: " + e.getClass().getName()
                    + ". Check the journal and its storage.");
        }
    }

    /** Such a journal is called without a thread. */
    private boolean keepsNothing() {
        return journal == OrderJournal.none();
    }

    private static VideoFailure copy(VideoFailure failure) {
        return VideoFailure.builder().from(failure).build();
    }

    private static <T> Either<VideoFailure, T> failed(String how) {
        return Either.left(VideoFailure.of(FailureKind.JOURNAL_FAILED, how));
    }

    private static SubmitOutcome outcome(Either<VideoFailure, TaskRef> result) {
        return result.fold(OrderRecorder::outcome, SubmitOutcome.Accepted::new);
    }

    /**
     * Returns unknown unless the order is proven unbilled. A failure that names a task counts as accepted, because the
     * task is tracked.
     */
    private static SubmitOutcome outcome(VideoFailure failure) {
        if (failure.task().isPresent()) {
            return new SubmitOutcome.Accepted(failure.task().get());
        }
        return failure.billingStatus() == BillingStatus.NOT_BILLED
                ? new SubmitOutcome.Rejected(failure.kind())
                : new SubmitOutcome.Indeterminate();
    }
}
