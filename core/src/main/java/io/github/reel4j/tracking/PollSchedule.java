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

/** Who is to be polled when and who waits until when, and one alarm for the first of them. Not thread-safe. */
final class PollSchedule {

    /** A deadline noticed this late was slept through, by the machine or its clock: one look is taken before the wait is given up. */
    private static final Duration SUSPEND_THRESHOLD = Duration.ofSeconds(2);

    private static final Duration GRACE_PERIOD = Duration.ofSeconds(30);

    private final Scheduler scheduler;
    private final Consumer<Object> onTimer;
    private final TimerHeap<TrackedTask> polls = new TimerHeap<>();
    private final TimerHeap<WaitRegistration> deadlines = new TimerHeap<>();
    private @Nullable Object timerToken;
    private Scheduler.@Nullable Cancellable timer;
    private long timerAt;

    /** @param onRing told of the alarm, so that the one that is set is known from one that rings although it was cancelled */
    PollSchedule(Scheduler scheduler, Consumer<Object> onRing) {
        this.scheduler = scheduler;
        this.onTimer = onRing;
    }

    /** Schedules a task that is idle for the time it is due. */
    void schedule(TrackedTask task) {
        if (task.stage() == PollStage.IDLE) {
            task.stage(PollStage.SCHEDULED);
            polls.add(task);
        }
    }

    /** Lets a task rest that is scheduled and that nobody waits for. */
    void unscheduleIfIdle(TrackedTask task) {
        if (task.stage() == PollStage.SCHEDULED && !task.hasWaiters()) {
            task.stage(PollStage.IDLE);
            polls.remove(task);
        }
    }

    /** Moves when a task is due, wherever it is. */
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

    /** Whether it was there. */
    boolean remove(WaitRegistration wait) {
        deadlines.remove(wait);
        return wait.task().remove(wait);
    }

    List<WaitRegistration> waits() {
        return deadlines.items();
    }

    /** The tasks that are due. */
    List<TrackedTask> drainDuePolls(long now) {
        List<TrackedTask> due = drain(polls, now);
        due.forEach(task -> task.stage(PollStage.DUE));
        return due;
    }

    /** The waits that are over, but for those that were slept through. */
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

    /** Whether {@code rung} is the alarm that was set. */
    boolean isCurrent(Object rung) {
        if (timerToken != rung) {
            return false;
        }
        timerToken = null;
        timer = null;
        return true;
    }

    /** Sets the alarm to what is first now. One that is set too early may ring. */
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

    void clear() {
        waits().forEach(this::remove);
        for (TrackedTask task : polls.items()) {
            task.stage(PollStage.IDLE);
            polls.remove(task);
        }
        rearm();
    }

    private Scheduler.@Nullable Cancellable schedule(long nanos) {
        Object mine = new Object();
        timerToken = mine;
        try {
            return scheduler.schedule(Duration.ofNanos(nanos), () -> onTimer.accept(mine));
        } catch (RejectedExecutionException e) { // time has ended: nobody will be polled
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
