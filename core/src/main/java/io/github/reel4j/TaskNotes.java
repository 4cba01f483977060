package io.github.reel4j;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.submission.Journaling;
import io.vavr.control.Either;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Notes in the journal how one task ends, once however many wait for it, and where its video went. Thread-safe. */
final class TaskNotes {

    private final Journaling journal;
    private final TaskRef task;
    private final AtomicBoolean noted = new AtomicBoolean();

    TaskNotes(Journaling journal, TaskRef task) {
        this.journal = journal;
        this.task = task;
    }

    /** A task that is followed no more, for a reason that is not its own, has not ended. */
    void ended(Either<VideoFailure, GeneratedVideo> end) {
        boolean over = end.fold(failure -> isOver(failure.kind()), video -> true);
        if (over && noted.compareAndSet(false, true)) {
            journal.ended(task, end.fold(failure -> Optional.of(failure.kind()), video -> Optional.empty()));
        }
    }

    void delivered(Path file) {
        journal.delivered(task, file);
    }

    private static boolean isOver(FailureKind kind) {
        return kind == FailureKind.GENERATION_FAILED || kind == FailureKind.TASK_NOT_FOUND;
    }
}
