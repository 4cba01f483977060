package io.github.reel4j.benchmarks.caller;

/** Asks for the status of one task, as the library it stands for does. Safe for use by many threads. */
public interface Caller {

    /** What the server says in every language: the task is done. */
    String TASK = "19d8e7a6-c652-4a51-9d3e-0c4d1f2a7b60";

    String KEY = "sk-0123456789abcdef";

    /** As many as there are callers, so that no pool is the limit. */
    int CONNECTIONS = 64;

    /** One poll; throws if the answer is not that the video is made. */
    void poll() throws Exception;

    static void check(boolean made) {
        if (!made) {
            throw new IllegalStateException("the answer was not understood");
        }
    }
}
