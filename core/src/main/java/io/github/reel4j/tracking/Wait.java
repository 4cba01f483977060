package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;

/** One waiter's wait for one task, until a deadline. An end that is known goes before whatever else would end it. Guarded by the tracker. */
final class Wait implements Timed {

    private final TaskTracking task;
    private final Waiter waiter;
    private long deadline;
    private int place = ABSENT;
    private boolean lastChance;

    Wait(TaskTracking task, Waiter waiter, long deadline) {
        this.task = task;
        this.waiter = waiter;
        this.deadline = deadline;
    }

    TaskTracking task() {
        return task;
    }

    /** The deadline has passed; outside the tracker's lock. */
    void expire() {
        task.end().ifPresentOrElse(waiter::ended, waiter::expired);
    }

    /** The task is over, or the client closed; outside the tracker's lock. */
    void close() {
        task.end().ifPresentOrElse(waiter::ended, waiter::closed);
    }

    /** The task is not over, but nobody is to wait for it as things are; outside the tracker's lock. */
    void giveUp(Either<VideoFailure, GeneratedVideo> why) {
        waiter.ended(why);
    }

    /** Whether it is over after the next poll, whatever that says. */
    boolean isLastChance() {
        return lastChance;
    }

    void giveLastChance(long until) {
        lastChance = true;
        deadline = until;
    }

    @Override
    public long dueAt() {
        return deadline;
    }

    @Override
    public int place() {
        return place;
    }

    @Override
    public void place(int newPlace) {
        place = newPlace;
    }
}
