package io.github.reel4j.submission;

import io.github.reel4j.guard.BoundedCalls;
import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderOutcome;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskJournal;
import io.github.reel4j.port.Timeline;
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
public final class Journaling {

    private static final GuardedLog LOG = GuardedLog.of(Journaling.class);

    /** Longer than a journal waits for other writers. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final TaskJournal journal;
    private final Timeline timeline;
    private final Duration timeout;
    private final BoundedCalls calls;

    Journaling(TaskJournal journal, Timeline timeline) {
        this(journal, timeline, TIMEOUT);
    }

    public Journaling(TaskJournal journal, Timeline timeline, Duration timeout) {
        this.journal = journal;
        this.timeline = timeline;
        this.timeout = timeout;
        this.calls = new BoundedCalls("reel4j-journal", timeout);
    }

    /** Why the order must not be sent; empty if it may. */
    Optional<VideoFailure> intended(OrderIntent intent) {
        return write(at -> new OrderRecord.Intended(at, intent)).map(JournalText::notSent);
    }

    /** What to tell of {@code answer}, which is the order's last: itself, unless it could not be written. */
    Either<VideoFailure, TaskRef> answered(OrderId order, Either<VideoFailure, TaskRef> answer) {
        Optional<VideoFailure> trouble = write(at -> new OrderRecord.Answered(at, order, outcome(answer)));
        if (trouble.isEmpty()) {
            return answer;
        }
        if (answer.isRight() && isAnothers(trouble.get())) {
            return Either.left(trouble.get());
        }
        answer.peek(task -> LOG.error("accepted, and not in the journal: {}", task));
        return Either.left(answer.fold(
                failure -> JournalText.unwritten(failure, trouble.get()),
                task -> JournalText.accepted(task, trouble.get())));
    }

    /** An order of unknown fate has turned out to be {@code task}: false if the journal knows that as another order's. */
    public boolean found(OrderId order, TaskRef task) {
        return !note(task, at -> new OrderRecord.Answered(at, order, new OrderOutcome.Accepted(task)))
                .filter(Journaling::isAnothers)
                .isPresent();
    }

    private static boolean isAnothers(VideoFailure trouble) {
        return trouble.kind() == FailureKind.SUBMISSION_UNKNOWN;
    }

    /** The vendor is done with {@code task}; without a failure it has made the video. */
    public void ended(TaskRef task, Optional<FailureKind> failure) {
        var unused = note(task, at -> new OrderRecord.Ended(at, task, failure));
    }

    /** The video of {@code task} is at {@code file}. */
    public void delivered(TaskRef task, Path file) {
        var unused = note(
                task,
                at -> new OrderRecord.Delivered(at, task, file.toAbsolutePath().toString()));
    }

    /** What is known without a note of it too: that it is missing costs a question, and no money. */
    private Optional<VideoFailure> note(TaskRef task, Function<Instant, OrderRecord> entry) {
        Optional<VideoFailure> trouble = write(entry);
        trouble.ifPresent(each -> LOG.warn("not in the journal, of {}: {}", task, each.message()));
        return trouble;
    }

    private Optional<VideoFailure> write(Function<Instant, OrderRecord> entry) {
        try {
            OrderRecord made = entry.apply(timeline.now());
            Either<VideoFailure, OrderRecord> written =
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
        return journal == TaskJournal.none();
    }

    private static VideoFailure copy(VideoFailure failure) {
        return VideoFailure.builder().from(failure).build();
    }

    private static Optional<VideoFailure> failed(String how) {
        return Optional.of(VideoFailure.of(FailureKind.JOURNAL_FAILED, how));
    }

    private static OrderOutcome outcome(Either<VideoFailure, TaskRef> answer) {
        return answer.fold(Journaling::outcome, OrderOutcome.Accepted::new);
    }

    /** What is not proven to be unbilled is unknown; a task that is named is followed until the vendor says what became of it. */
    private static OrderOutcome outcome(VideoFailure failure) {
        if (failure.task().isPresent()) {
            return new OrderOutcome.Accepted(failure.task().get());
        }
        return failure.billing() == Billing.NO ? new OrderOutcome.Refused(failure.kind()) : new OrderOutcome.Unknown();
    }
}
