package io.github.reel4j.port;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** An optional ability, of vendors that document it: stops a task. Implementations are thread-safe. */
public interface TaskCanceller {

    /**
     * Asks the vendor once to stop {@code task}. It never throws.
     *
     * @return what the vendor says became of the task; or why that is not known, which says nothing about the task: it may be
     *     cancelled, it may go on, and it may be billed. A status tells
     * @implSpec RC-321 and RC-322 of the provider contract
     */
    Either<VideoFailure, CancelOutcome> cancel(TaskRef task);
}
