package io.github.reel4j.tracking;

/** The stage of a task in the polling loop. */
enum PollStage {
    /** Not scheduled, because no wait is open. */
    IDLE,
    /** In the schedule, until the next poll is due. */
    SCHEDULED,
    /** In the dispatcher's queue, until there is a permit. */
    DUE,
    /** A poll is being made. */
    POLLING,
    /** The task has ended. */
    DONE
}
