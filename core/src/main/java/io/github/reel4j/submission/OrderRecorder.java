package io.github.reel4j.submission;

import io.github.reel4j.event.EventPublisher;
import io.github.reel4j.event.OrderEvents;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.port.Scheduler;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records in the journal what became of orders that {@link AdmissionControl} has admitted: their results, and the ends
 * and the files of their tasks. Thread-safe.
 */
@Singleton
public final class OrderRecorder {

    private static final SafeLog LOG = SafeLog.of(OrderRecorder.class);

    private final TimeLimitedJournal journal;
    private final AdmissionControl admissions;
    private final Scheduler scheduler;
    private final OrderEvents events;

    OrderRecorder(OrderJournal journal, Scheduler scheduler) {
        this(journal, scheduler, TimeLimitedJournal.TIMEOUT);
    }

    /** Creates a recorder without a spend limit and without listeners. */
    OrderRecorder(OrderJournal journal, Scheduler scheduler, Duration timeout) {
        this(new TimeLimitedJournal(journal, timeout), scheduler, new OrderEvents(EventPublisher.none(scheduler)));
    }

    private OrderRecorder(TimeLimitedJournal journal, Scheduler scheduler, OrderEvents events) {
        this(journal, new AdmissionControl(journal, scheduler, Optional.empty(), events), scheduler, events);
    }

    /** @param events where failed writes are published */
    @Inject
    OrderRecorder(TimeLimitedJournal journal, AdmissionControl admissions, Scheduler scheduler, OrderEvents events) {
        this.journal = journal;
        this.admissions = admissions;
        this.scheduler = scheduler;
        this.events = events;
    }

    /** Returns what admits the orders that are recorded here. */
    AdmissionControl admissions() {
        return admissions;
    }

    /** Records the final result of an order. Returns it, or a failure if it could not be recorded. */
    Either<VideoFailure, TaskRef> recordResult(OrderIntent intent, Either<VideoFailure, TaskRef> result) {
        SubmitOutcome outcome = outcome(result);
        admissions.onResult(intent.order(), outcome);
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
                failure -> notRecorded(intent, outcome, failure, journalFailure.get()),
                task -> SubmissionFailures.acceptedButNotRecorded(task, journalFailure.get())));
    }

    private static VideoFailure notRecorded(
            OrderIntent intent, SubmitOutcome outcome, VideoFailure failure, VideoFailure journalFailure) {
        return intent.keyClaim()
                .filter(claim -> outcome instanceof SubmitOutcome.Rejected)
                .map(claim -> SubmissionFailures.keyNotReleased(intent.order(), claim.key(), failure, journalFailure))
                .orElseGet(() -> SubmissionFailures.notRecorded(failure, journalFailure));
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
        return journal.call(each -> each.append(event.apply(scheduler.now())))
                .fold(Optional::of, written -> Optional.empty());
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
