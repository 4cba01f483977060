package io.github.reel4j.submission;

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
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down what becomes of orders, each record with its time; a journal that throws has failed. Thread-safe. */
@Singleton
public final class Journaling {

    private static final Logger LOG = LoggerFactory.getLogger(Journaling.class);

    private final TaskJournal journal;
    private final Timeline timeline;

    @Inject
    Journaling(TaskJournal journal, Timeline timeline) {
        this.journal = journal;
        this.timeline = timeline;
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
        answer.peek(task -> LOG.error("accepted, and not in the journal: {}", task));
        return Either.left(answer.fold(
                failure -> JournalText.unwritten(failure, trouble.get()),
                task -> JournalText.accepted(task, trouble.get())));
    }

    /** An order of unknown fate has turned out to be {@code task}. */
    public void found(OrderId order, TaskRef task) {
        note(task, at -> new OrderRecord.Answered(at, order, new OrderOutcome.Accepted(task)));
    }

    /** The vendor is done with {@code task}; without a failure it has made the video. */
    public void ended(TaskRef task, Optional<FailureKind> failure) {
        note(task, at -> new OrderRecord.Ended(at, task, failure));
    }

    /** The video of {@code task} is at {@code file}. */
    public void delivered(TaskRef task, Path file) {
        note(
                task,
                at -> new OrderRecord.Delivered(at, task, file.toAbsolutePath().toString()));
    }

    /** What is known without a note of it too: that it is missing costs a question, and no money. */
    private void note(TaskRef task, Function<Instant, OrderRecord> entry) {
        write(entry).ifPresent(trouble -> LOG.warn("not in the journal, of {}: {}", task, trouble.message()));
    }

    private Optional<VideoFailure> write(Function<Instant, OrderRecord> entry) {
        try {
            return journal.append(entry.apply(timeline.now())).swap().toJavaOptional();
        } catch (Throwable e) { // errors too: what the vendor has answered must not be lost; its text may hold anything
            return Optional.of(VideoFailure.of(
                    FailureKind.JOURNAL_FAILED,
                    "the journal threw " + e.getClass().getName()));
        }
    }

    private static OrderOutcome outcome(Either<VideoFailure, TaskRef> answer) {
        return answer.fold(Journaling::outcome, OrderOutcome.Accepted::new);
    }

    /** What is not proven to be unbilled is unknown. */
    private static OrderOutcome outcome(VideoFailure failure) {
        return failure.billing() == Billing.NO ? new OrderOutcome.Refused(failure.kind()) : new OrderOutcome.Unknown();
    }
}
