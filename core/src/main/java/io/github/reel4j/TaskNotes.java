package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.Journaling;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notes in the journal how one task ends, once however many wait for it, and where its video went; of a task that is only claimed to be
 * an order's nothing, until that is confirmed. Thread-safe.
 */
final class TaskNotes {

    private final Journaling journal;
    private final TaskRef task;
    private boolean confirmed;
    private boolean noted;
    private @Nullable Either<VideoFailure, GeneratedVideo> end;

    private TaskNotes(Journaling journal, TaskRef task, boolean confirmed) {
        this.journal = journal;
        this.task = task;
        this.confirmed = confirmed;
    }

    static TaskNotes of(Journaling journal, TaskRef task) {
        return new TaskNotes(journal, task, true);
    }

    /** Until {@link #confirm} is called. */
    static TaskNotes ofClaimed(Journaling journal, TaskRef task) {
        return new TaskNotes(journal, task, false);
    }

    /** The task, as whoever follows it names it. */
    TaskRef task() {
        return task;
    }

    /** The task is an order's; an end that was seen before is noted now. */
    void confirm() {
        synchronized (this) {
            confirmed = true;
        }
        note();
    }

    /** A task that is followed no more, for a reason that is not its own, has not ended. */
    void ended(Either<VideoFailure, GeneratedVideo> how) {
        if (how.fold(failure -> isOver(failure.kind()), video -> true)) {
            synchronized (this) {
                end = how;
            }
            note();
        }
    }

    private void note() {
        Either<VideoFailure, GeneratedVideo> how;
        synchronized (this) {
            how = end;
            if (how == null || !confirmed || noted) {
                return;
            }
            noted = true;
        }
        journal.ended(task, how.fold(failure -> Optional.of(failure.kind()), video -> Optional.empty()));
    }

    void delivered(Path file) {
        journal.delivered(task, file);
    }

    private static boolean isOver(FailureKind kind) {
        return kind == FailureKind.GENERATION_FAILED || kind == FailureKind.TASK_NOT_FOUND;
    }
}
