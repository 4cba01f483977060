package io.github.reel4j.submission;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.guard.TimeLimitedCalls;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderOutcome;
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
 * Writes down what becomes of orders, each record with its time. A journal that throws, returns null or takes too long has failed; it is
 * called on a thread of its own, so that one that blocks holds no paid task back for good. Thread-safe.
 */
public final class OrderRecorder {

    private static final SafeLog LOG = SafeLog.of(OrderRecorder.class);

    /** Longer than a journal waits for other writers. */
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

    /** Why the order must not be sent; empty if it may. */
    Optional<VideoFailure> recordIntent(OrderIntent intent) {
        return write(at -> new OrderEvent.Created(at, intent)).map(RecordingFailures::notSent);
    }

    /** What to tell of {@code answer}, which is the order's last: itself, unless it could not be written. */
    Either<VideoFailure, TaskRef> recordResult(OrderId order, Either<VideoFailure, TaskRef> result) {
        Optional<VideoFailure> trouble = write(at -> new OrderEvent.Submitted(at, order, outcome(result)));
        if (trouble.isEmpty()) {
            return result;
        }
        if (result.isRight() && isAnothers(trouble.get())) {
            return Either.left(trouble.get());
        }
        result.peek(task -> LOG.error("accepted, and not in the journal: {}", task));
        return Either.left(result.fold(
                failure -> RecordingFailures.notRecorded(failure, trouble.get()),
                task -> RecordingFailures.accepted(task, trouble.get())));
    }

    /** An order of unknown fate has turned out to be {@code task}: false if the journal knows that as another order's. */
    public boolean recordRecovered(OrderId order, TaskRef task) {
        return !record(task, at -> new OrderEvent.Submitted(at, order, new OrderOutcome.Accepted(task)))
                .filter(OrderRecorder::isAnothers)
                .isPresent();
    }

    private static boolean isAnothers(VideoFailure failure) {
        return failure.kind() == FailureKind.SUBMISSION_UNKNOWN;
    }

    /** The vendor is done with {@code task}; without a failure it has made the video. */
    public void recordEnd(TaskRef task, Optional<FailureKind> failure) {
        var unused = record(task, at -> new OrderEvent.Completed(at, task, failure));
    }

    /** The video of {@code task} is at {@code file}. */
    public void recordDownload(TaskRef task, Path file) {
        var unused = record(
                task,
                at -> new OrderEvent.Downloaded(at, task, file.toAbsolutePath().toString()));
    }

    /** What is known without a note of it too: that it is missing costs a question, and no money. */
    private Optional<VideoFailure> record(TaskRef task, Function<Instant, OrderEvent> entry) {
        Optional<VideoFailure> failure = write(entry);
        failure.ifPresent(each -> LOG.warn("not in the journal, of {}: {}", task, each.message()));
        return failure;
    }

    private Optional<VideoFailure> write(Function<Instant, OrderEvent> entry) {
        try {
            OrderEvent made = entry.apply(scheduler.now());
            Either<VideoFailure, OrderEvent> written =
                    isNone() ? journal.append(made) : calls.call(() -> journal.append(made));
            return written.isRight() ? Optional.empty() : Optional.of(copy(written.getLeft()));
        } catch (TimeoutException e) {
            return failed("the journal did not write an entry within " + timeout.toSeconds()
                    + " s. Look at where it is kept; until it answers, orders are refused.");
        } catch (ExecutionException e) {
            return failed("the journal threw "
                    + Objects.requireNonNullElse(e.getCause(), e).getClass().getName());
        } catch (Throwable e) { // errors too: what the vendor has answered must not be lost; its text may hold anything
            return failed("the journal failed with " + e.getClass().getName());
        }
    }

    /** What remembers nothing needs no thread. */
    private boolean isNone() {
        return journal == OrderJournal.none();
    }

    private static VideoFailure copy(VideoFailure failure) {
        return VideoFailure.builder().from(failure).build();
    }

    private static Optional<VideoFailure> failed(String how) {
        return Optional.of(VideoFailure.of(FailureKind.JOURNAL_FAILED, how));
    }

    private static OrderOutcome outcome(Either<VideoFailure, TaskRef> result) {
        return result.fold(OrderRecorder::outcome, OrderOutcome.Accepted::new);
    }

    /** What is not proven to be unbilled is unknown; a task that is named is followed until the vendor says what became of it. */
    private static OrderOutcome outcome(VideoFailure failure) {
        if (failure.task().isPresent()) {
            return new OrderOutcome.Accepted(failure.task().get());
        }
        return failure.billingStatus() == BillingStatus.NOT_BILLED
                ? new OrderOutcome.Rejected(failure.kind())
                : new OrderOutcome.Unknown();
    }
}
