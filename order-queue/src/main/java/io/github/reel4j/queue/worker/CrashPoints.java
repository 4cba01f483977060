package io.github.reel4j.queue.worker;

/** Named points of a submission, at which tests end the process to prove what the queue does then. */
@FunctionalInterface
public interface CrashPoints {

    /** Does nothing at each point. */
    CrashPoints NONE = point -> {};

    /** Called when the worker reaches {@code point}. */
    void at(String point);
}
