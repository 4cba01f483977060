package io.github.reel4j.micrometer;

import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known about a poll. Used only with {@link PollRecording#SPANS}. */
public final class StatusObservationContext extends CallObservationContext {

    private @Nullable TaskState state;

    StatusObservationContext(TaskRef task) {
        super(task.provider(), task);
    }

    /** Returns the state of the task; empty until the poll has returned it. */
    public Optional<TaskState> state() {
        return Optional.ofNullable(state);
    }

    void setState(TaskState polled) {
        state = polled;
    }
}
