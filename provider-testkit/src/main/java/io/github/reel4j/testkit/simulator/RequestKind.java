package io.github.reel4j.testkit.simulator;

/** What a request is about; faults are queued and requests are counted by it. */
public enum RequestKind {
    /** Costs money when accepted. */
    SUBMIT,
    /** Asks how a task is doing. */
    POLL,
    /** Asks to stop a task. */
    CANCEL,
    /** Fetches a finished video. Decided by the engine, never by a dialect. */
    DOWNLOAD,
    /** Everything else, for example a path the vendor does not have. */
    OTHER
}
