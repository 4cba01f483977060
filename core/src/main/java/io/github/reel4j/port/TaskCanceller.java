package io.github.reel4j.port;

import io.github.reel4j.model.CancelOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** Cancels tasks at a vendor that documents cancellation. Optional port. Implementations are thread-safe. */
public interface TaskCanceller {

    /**
     * Requests the cancellation of {@code task} once. Never throws.
     *
     * @return the effect, as reported by the vendor; or a failure if the effect is unknown. After a failure the task
     *     may be cancelled or running, and may be billed; poll its status. If the vendor does not cancel a task in this
     *     state, and the task goes on, the effect is {@code NOT_CANCELLABLE}; a failure of kind {@code UNSUPPORTED} is
     *     allowed as well
     * @implSpec RC-321, RC-322, RC-325 and RC-805 of the provider contract
     */
    Either<VideoFailure, CancelOutcome> cancel(TaskRef task);
}
