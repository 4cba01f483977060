package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/**
 * One wait for one task, until a deadline. If the task's end is known, it takes precedence over timeout and close. The
 * deadline and the heap index are guarded by the lock of {@link TrackedTaskRegistry}; {@link #expire}, {@link #close}
 * and {@link #end} are called without it.
 */
final class WaitRegistration implements TimerEntry {

    private final TrackedTask task;
    private final WaitEndListener listener;
    private long deadline;
    private int heapIndex = NOT_QUEUED;
    private boolean inGracePeriod;

    WaitRegistration(TrackedTask task, WaitEndListener listener, long deadline) {
        this.task = task;
        this.listener = listener;
        this.deadline = deadline;
    }

    TrackedTask task() {
        return task;
    }

    /** Ends the wait because its deadline has passed. */
    void expire() {
        task.end().ifPresentOrElse(listener::onCompleted, listener::onTimeout);
    }

    /** Ends the wait because the task has ended or the client is closed. */
    void close() {
        task.end().ifPresentOrElse(listener::onCompleted, listener::onClosed);
    }

    /** Ends the wait, but not the task, with {@code result}. */
    void end(Either<VideoFailure, GeneratedVideo> result) {
        listener.onCompleted(result);
    }

    /** Returns whether the wait ends after the next poll, whatever its result. */
    boolean isInGracePeriod() {
        return inGracePeriod;
    }

    /** Moves the deadline once, so that the task is polled once more. */
    void extendByGracePeriod(long until) {
        inGracePeriod = true;
        deadline = until;
    }

    @Override
    public long dueAt() {
        return deadline;
    }

    @Override
    public int heapIndex() {
        return heapIndex;
    }

    @Override
    public void heapIndex(int index) {
        heapIndex = index;
    }
}
