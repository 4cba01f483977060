package io.github.reel4j.submission;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.guard.TimeLimitedCalls;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
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

    OrderRecorder(OrderJournal journal, Scheduler scheduler) {
        this(journal, scheduler, TIMEOUT);
    }

    public OrderRecorder(OrderJournal journal, Scheduler scheduler, Duration timeout) {
        this.journal = journal;
        this.scheduler = scheduler;
        this.timeout = timeout;
        this.calls = new TimeLimitedCalls("reel4j-journal", timeout);
    }

    /** Records that the order is about to be sent. Returns why it must not be sent; empty if it may. */
    Optional<VideoFailure> recordIntent(OrderIntent intent) {
        return write(at -> new OrderEvent.Created(at, intent)).map(SubmissionFailures::intentNotRecorded);
    }

    /** Records the final result of an order. Returns it, or a failure if it could not be recorded. */
    Either<VideoFailure, TaskRef> recordResult(OrderId order, Either<VideoFailure, TaskRef> result) {
        Optional<VideoFailure> journalFailure = write(at -> new OrderEvent.Submitted(at, order, outcome(result)));
        if (journalFailure.isEmpty()) {
            return result;
        }
        if (result.isRight() && belongsToAnother(journalFailure.get())) {
            return Either.left(journalFailure.get());
        }
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
        return failure;
    }

    private Optional<VideoFailure> write(Function<Instant, OrderEvent> event) {
        try {
            OrderEvent created = event.apply(scheduler.now());
            Either<VideoFailure, OrderEvent> written =
                    keepsNothing() ? journal.append(created) : calls.call(() -> journal.append(created));
            return written.isRight() ? Optional.empty() : Optional.of(copy(written.getLeft()));
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

    private static Optional<VideoFailure> failed(String how) {
        return Optional.of(VideoFailure.of(FailureKind.JOURNAL_FAILED, how));
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
