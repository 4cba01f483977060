package io.github.reel4j.model;

/** The kind of a {@link TaskStatus}, without its values. */
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
    FAILED;

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
        return status instanceof TaskStatus.Failed ? FAILED : UNRECOGNIZED;
    }
}
