package io.github.reel4j.tracking;

/** Where a task is between two polls. */
enum PollStage {
    /** Nobody waits for it. */
    IDLE,
    /** Waits for its time. */
    SCHEDULED,
    /** Waits for its turn. */
    DUE,
    POLLING,
    DONE
}
