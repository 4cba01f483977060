package io.github.reel4j.queue.model;

/** Receives the finished videos of a worker's orders. Implemented by the program. */
@FunctionalInterface
public interface ReadyHandler {

    /**
     * Called for each finished order at least once: again if it throws, takes too long, or the worker dies before the
     * success is recorded. So it must be safe to repeat. It may block; other orders are not delayed.
     *
     * @throws Exception to be called again later, after growing pauses from 5 seconds to 10 minutes
     */
    void onReady(QueuedOrder order, ReadyVideo video) throws Exception;
}
