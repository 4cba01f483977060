package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** One waiter's wait for one task, until a deadline. An end that is known goes before whatever else would end it. Guarded by the tracker. */
final class WaitRegistration implements TimerEntry {

    private final TrackedTask task;
    private final WaitListener listener;
    private long deadline;
    private int heapIndex = NOT_QUEUED;
    private boolean inGracePeriod;

    WaitRegistration(TrackedTask task, WaitListener listener, long deadline) {
        this.task = task;
        this.listener = listener;
        this.deadline = deadline;
    }

    TrackedTask task() {
        return task;
    }

    /** The deadline has passed; outside the tracker's lock. */
    void expire() {
        task.end().ifPresentOrElse(listener::onCompleted, listener::onTimeout);
    }

    /** The task is over, or the client closed; outside the tracker's lock. */
    void close() {
        task.end().ifPresentOrElse(listener::onCompleted, listener::onClosed);
    }

    /** The task is not over, but nobody is to wait for it as things are; outside the tracker's lock. */
    void end(Either<VideoFailure, GeneratedVideo> why) {
        listener.onCompleted(why);
    }

    /** Whether it is over after the next poll, whatever that says. */
    boolean isInGracePeriod() {
        return inGracePeriod;
    }

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
    public void heapIndex(int newPlace) {
        heapIndex = newPlace;
    }
}
