package io.github.reel4j.tracking;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.OrderRecorder;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notes in the journal how one task ends, once however many wait for it, and where its video went; of a task that is only claimed to be
 * an order's nothing, until that is confirmed. Thread-safe.
 */
public final class TaskOutcomeRecorder {

    private final OrderRecorder journal;
    private final TaskRef task;
    private boolean confirmed;
    private boolean recorded;
    private @Nullable Either<VideoFailure, GeneratedVideo> end;

    private TaskOutcomeRecorder(OrderRecorder journal, TaskRef task, boolean confirmed) {
        this.journal = journal;
        this.task = task;
        this.confirmed = confirmed;
    }

    public static TaskOutcomeRecorder immediate(OrderRecorder journal, TaskRef task) {
        return new TaskOutcomeRecorder(journal, task, true);
    }

    /** Until {@link #confirm} is called. */
    public static TaskOutcomeRecorder deferred(OrderRecorder journal, TaskRef task) {
        return new TaskOutcomeRecorder(journal, task, false);
    }

    /** The task, as whoever follows it names it. */
    public TaskRef task() {
        return task;
    }

    /** The task is an order's; an end that was seen before is noted now. */
    public void confirm() {
        synchronized (this) {
            confirmed = true;
        }
        flush();
    }

    /** A task that is followed no more, for a reason that is not its own, has not ended. */
    public void recordEnd(Either<VideoFailure, GeneratedVideo> how) {
        if (how.fold(failure -> isFinal(failure.kind()), video -> true)) {
            synchronized (this) {
                end = how;
            }
            flush();
        }
    }

    private void flush() {
        Either<VideoFailure, GeneratedVideo> how;
        synchronized (this) {
            how = end;
            if (how == null || !confirmed || recorded) {
                return;
            }
            recorded = true;
        }
        journal.recordEnd(task, how.fold(failure -> Optional.of(failure.kind()), video -> Optional.empty()));
    }

    public void recordDownload(Path file) {
        journal.recordDownload(task, file);
    }

    private static boolean isFinal(FailureKind kind) {
        return kind == FailureKind.GENERATION_FAILED || kind == FailureKind.TASK_NOT_FOUND;
    }
}
