package io.github.reel4j.model;

/** The state of a task as a constant. {@link TaskStatus} has the same states together with their data. */
public enum TaskState {
    /** The task is accepted but has not started. */
    QUEUED,
    /** The task is running. */
    RUNNING,
    /** The vendor returned a status that no document explains. The task is treated as running. */
    UNRECOGNIZED,
    /** The video is finished. */
    SUCCEEDED,
    /** The task failed. */
    FAILED,
    /** The task was cancelled and has no video. */
    CANCELLED;

    /** Returns the state of {@code status}. */
    public static TaskState of(TaskStatus status) {
        if (status instanceof TaskStatus.Queued) {
            return QUEUED;
        }
        if (status instanceof TaskStatus.Running) {
            return RUNNING;
        }
        if (status instanceof TaskStatus.Succeeded) {
            return SUCCEEDED;
        }
        if (status instanceof TaskStatus.Cancelled) {
            return CANCELLED;
        }
        return status instanceof TaskStatus.Failed ? FAILED : UNRECOGNIZED;
    }
}
