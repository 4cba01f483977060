package io.github.reel4j.tracking;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time of each task's next poll and the deadline of each wait, and runs one timer for the earliest of them.
 * Not thread-safe.
 */
final class PollAndDeadlineTimer {

    /**
     * A deadline that is noticed this late means that the machine was suspended. Then one more poll precedes the
     * timeout.
     */
    private static final Duration SUSPEND_THRESHOLD = Duration.ofSeconds(2);

    /** How long such a wait continues for that poll. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);

    private final Scheduler scheduler;
    private final Consumer<Object> onTimer;
    private final TimerHeap<TrackedTask> polls = new TimerHeap<>();
    private final TimerHeap<WaitRegistration> deadlines = new TimerHeap<>();
    private @Nullable Object timerToken;
    private Scheduler.@Nullable Cancellable timer;
    private long timerAt;

    /**
     * Creates an empty schedule.
     *
     * @param onTimer runs on the timer thread with a token for {@link #isCurrent}, because a cancelled timer may still
     *     fire
     */
    PollAndDeadlineTimer(Scheduler scheduler, Consumer<Object> onTimer) {
        this.scheduler = scheduler;
        this.onTimer = onTimer;
    }

    /** Schedules the next poll of a task that is idle. */
    void schedule(TrackedTask task) {
        if (task.stage() == PollStage.IDLE) {
            task.stage(PollStage.SCHEDULED);
            polls.add(task);
        }
    }

    /** Removes the scheduled poll of a task without waits. */
    void unscheduleIfIdle(TrackedTask task) {
        if (task.stage() == PollStage.SCHEDULED && !task.hasListeners()) {
            task.stage(PollStage.IDLE);
            polls.remove(task);
        }
    }

    /** Changes the due time of a task in any stage. */
    void move(TrackedTask task, long dueAt) {
        polls.remove(task);
        task.dueAt(dueAt);
        if (task.stage() == PollStage.SCHEDULED) {
            polls.add(task);
        }
    }

    void add(WaitRegistration wait) {
        wait.task().add(wait);
        deadlines.add(wait);
    }

    /** Removes a wait. Returns whether it was open. */
    boolean remove(WaitRegistration wait) {
        deadlines.remove(wait);
        return wait.task().remove(wait);
    }

    List<WaitRegistration> waits() {
        return deadlines.items();
    }

    /** Removes and returns the tasks whose poll is due. */
    List<TrackedTask> drainDuePolls(long now) {
        List<TrackedTask> due = drain(polls, now);
        due.forEach(task -> task.stage(PollStage.DUE));
        return due;
    }

    /**
     * Removes and returns the waits whose deadline has passed. A wait that was suspended past its deadline stays for a
     * grace period, and its task is polled now.
     */
    List<WaitRegistration> drainExpiredWaits(long now) {
        List<WaitRegistration> finished = new ArrayList<>();
        for (WaitRegistration wait : drain(deadlines, now)) {
            if (now - wait.dueAt() > SUSPEND_THRESHOLD.toNanos() && !wait.isInGracePeriod()) {
                wait.extendByGracePeriod(now + GRACE_PERIOD.toNanos());
                deadlines.add(wait);
                move(wait.task(), now);
            } else {
                wait.task().remove(wait);
                unscheduleIfIdle(wait.task());
                finished.add(wait);
            }
        }
        return finished;
    }

    /** Returns whether the timer with this token is the current one, and clears it. */
    boolean isCurrent(Object token) {
        if (timerToken != token) {
            return false;
        }
        timerToken = null;
        timer = null;
        return true;
    }

    /** Sets the timer for the earliest entry. Keeps a timer that fires earlier. */
    void rearm() {
        TimerEntry first = Stream.of(polls, deadlines)
                .map(TimerHeap::peek)
                .filter(Objects::nonNull)
                .reduce((one, other) -> other.dueAt() - one.dueAt() < 0 ? other : one)
                .orElse(null);
        if (timer != null && first != null && timerAt - first.dueAt() <= 0) {
            return;
        }
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        if (first != null) {
            timerAt = first.dueAt();
            timer = schedule(Math.max(0, timerAt - scheduler.nanoTime()));
        }
    }

    /** Removes all polls and waits. */
    void clear() {
        waits().forEach(this::remove);
        for (TrackedTask task : polls.items()) {
            task.stage(PollStage.IDLE);
            polls.remove(task);
        }
        rearm();
    }

    private Scheduler.@Nullable Cancellable schedule(long nanos) {
        Object token = new Object();
        timerToken = token;
        try {
            return scheduler.schedule(Duration.ofNanos(nanos), () -> onTimer.accept(token));
        } catch (RejectedExecutionException e) { // the scheduler is closed: no poll follows
            return null;
        }
    }

    private static <T extends TimerEntry> List<T> drain(TimerHeap<T> heap, long now) {
        List<T> taken = new ArrayList<>();
        for (T first = heap.peek(); first != null && first.dueAt() - now <= 0; first = heap.peek()) {
            heap.remove(first);
            taken.add(first);
        }
        return taken;
    }
}
