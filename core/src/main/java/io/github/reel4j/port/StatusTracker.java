package io.github.reel4j.port;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** Asks one vendor how a task is doing: free, and repeatable at will. Implementations are thread-safe. */
public interface StatusTracker {

    /**
     * Asks once. It never throws.
     *
     * @return the status; or why it could not be had, which says nothing about the task. {@link FailureKind#TASK_NOT_FOUND} is the
     *     vendor's own word, as its document has it: a proxy's page is {@link FailureKind#UNAVAILABLE}. Only core, which asks
     *     again, ends a task by it. A task that the vendor gave up is a
     *     status, not a failure; a success without an address is a failure of kind {@link FailureKind#NO_RESULT}
     * @implSpec RC-301 to RC-310 of the provider contract, RC-501 and RC-502
     */
    Either<VideoFailure, TaskStatus> status(TaskRef task);
}
