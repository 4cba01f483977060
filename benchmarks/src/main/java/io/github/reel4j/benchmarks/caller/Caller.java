package io.github.reel4j.benchmarks.caller;

/** Polls one task with one library. Thread-safe. */
public interface Caller {

    /** The id of the task, which the server reports as done. */
    String TASK = "19d8e7a6-c652-4a51-9d3e-0c4d1f2a7b60";

    String KEY = "sk-0123456789abcdef";

    /** The size of connection pools: the number of callers, so that no pool is the limit. */
    int CONNECTIONS = 64;

    /** Polls once. Throws if the response is not read as a finished video. */
    void poll() throws Exception;

    /** Throws if a poll did not report success. */
    static void check(boolean succeeded) {
        if (!succeeded) {
            throw new IllegalStateException("the response was not read as a finished video");
        }
    }
}
