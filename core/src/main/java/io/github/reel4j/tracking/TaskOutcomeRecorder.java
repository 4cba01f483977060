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
 * Records in the journal how one task ended, at most once, and where its video was downloaded to. The end of an
 * unconfirmed task is recorded when {@link #confirm} is called. Thread-safe.
 */
final class TaskOutcomeRecorder {

    private final OrderRecorder journal;
    private final TaskRef task;
    private boolean confirmed; // guarded by this
    private boolean recorded; // guarded by this
    private @Nullable Either<VideoFailure, GeneratedVideo> end; // guarded by this

    private TaskOutcomeRecorder(OrderRecorder journal, TaskRef task, boolean confirmed) {
        this.journal = journal;
        this.task = task;
        this.confirmed = confirmed;
    }

    /** Returns a recorder for a task that is known to belong to an order. */
    static TaskOutcomeRecorder immediate(OrderRecorder journal, TaskRef task) {
        return new TaskOutcomeRecorder(journal, task, true);
    }

    /** Returns a recorder for a task whose order is not known until {@link #confirm} is called. */
    static TaskOutcomeRecorder deferred(OrderRecorder journal, TaskRef task) {
        return new TaskOutcomeRecorder(journal, task, false);
    }

    /** Returns the reference under which the outcome is recorded. */
    TaskRef task() {
        return task;
    }

    /** Confirms that the task belongs to an order, and records its end if it has ended. */
    void confirm() {
        synchronized (this) {
            confirmed = true;
        }
        flush();
    }

    /** Records the end of the task. Ignores failures that end only the wait. */
    void recordEnd(Either<VideoFailure, GeneratedVideo> how) {
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

    /** Records that the video was downloaded to {@code file}. */
    void recordDownload(Path file) {
        journal.recordDownload(task, file);
    }

    private static boolean isFinal(FailureKind kind) {
        return kind == FailureKind.GENERATION_FAILED
                || kind == FailureKind.CANCELLED
                || kind == FailureKind.TASK_NOT_FOUND;
    }
}
