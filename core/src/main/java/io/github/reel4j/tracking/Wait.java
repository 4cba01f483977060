package io.github.reel4j.tracking;

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
