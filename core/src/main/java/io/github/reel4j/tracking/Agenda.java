package io.github.reel4j.tracking;

import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is to be polled when and who waits until when, and one alarm for the first of them. Not thread-safe. */
final class Agenda {

    /** A deadline noticed this late was slept through, by the machine or its clock: one look is taken before the wait is given up. */
    private static final Duration SLEPT = Duration.ofSeconds(2);

    private static final Duration LAST_CHANCE = Duration.ofSeconds(30);

    private final Timeline timeline;
    private final Consumer<Object> onRing;
    private final TimeHeap<TaskTracking> polls = new TimeHeap<>();
    private final TimeHeap<Wait> deadlines = new TimeHeap<>();
    private @Nullable Object bell;
    private Timeline.@Nullable Alarm alarm;
    private long alarmAt;

    /** @param onRing told of the alarm, so that the one that is set is known from one that rings although it was cancelled */
    Agenda(Timeline timeline, Consumer<Object> onRing) {
        this.timeline = timeline;
        this.onRing = onRing;
    }

    /** Schedules a task that is idle for the time it is due. */
    void schedule(TaskTracking task) {
        if (task.stage() == Stage.IDLE) {
            task.stage(Stage.SCHEDULED);
            polls.add(task);
        }
    }

    /** Lets a task rest that is scheduled and that nobody waits for. */
    void restIfUnwanted(TaskTracking task) {
        if (task.stage() == Stage.SCHEDULED && !task.isWanted()) {
            task.stage(Stage.IDLE);
            polls.remove(task);
        }
    }

    /** Moves when a task is due, wherever it is. */
    void move(TaskTracking task, long dueAt) {
        polls.remove(task);
        task.dueAt(dueAt);
        if (task.stage() == Stage.SCHEDULED) {
            polls.add(task);
        }
    }

    void add(Wait wait) {
        wait.task().add(wait);
        deadlines.add(wait);
    }

    /** Whether it was there. */
    boolean remove(Wait wait) {
        deadlines.remove(wait);
        return wait.task().remove(wait);
    }

    List<Wait> waits() {
        return deadlines.items();
    }

    /** The tasks that are due. */
    List<TaskTracking> takePolls(long now) {
        List<TaskTracking> due = take(polls, now);
        due.forEach(task -> task.stage(Stage.DUE));
        return due;
    }

    /** The waits that are over, but for those that were slept through. */
    List<Wait> takeDeadlines(long now) {
        List<Wait> over = new ArrayList<>();
        for (Wait wait : take(deadlines, now)) {
            if (now - wait.dueAt() > SLEPT.toNanos() && !wait.isLastChance()) {
                wait.giveLastChance(now + LAST_CHANCE.toNanos());
                deadlines.add(wait);
                move(wait.task(), now);
            } else {
                wait.task().remove(wait);
                restIfUnwanted(wait.task());
                over.add(wait);
            }
        }
        return over;
    }

    /** Whether {@code rung} is the alarm that was set. */
    boolean isMine(Object rung) {
        if (bell != rung) {
            return false;
        }
        bell = null;
        alarm = null;
        return true;
    }

    /** Sets the alarm to what is first now. One that is set too early may ring. */
    void arm() {
        Timed first = Stream.of(polls, deadlines)
                .map(TimeHeap::peek)
                .filter(Objects::nonNull)
                .reduce((one, other) -> other.dueAt() - one.dueAt() < 0 ? other : one)
                .orElse(null);
        if (alarm != null && first != null && alarmAt - first.dueAt() <= 0) {
            return;
        }
        if (alarm != null) {
            alarm.cancel();
            alarm = null;
        }
        if (first != null) {
            alarmAt = first.dueAt();
            alarm = schedule(Math.max(0, alarmAt - timeline.nanoTime()));
        }
    }

    void clear() {
        waits().forEach(this::remove);
        for (TaskTracking task : polls.items()) {
            task.stage(Stage.IDLE);
            polls.remove(task);
        }
        arm();
    }

    private Timeline.@Nullable Alarm schedule(long nanos) {
        Object mine = new Object();
        bell = mine;
        try {
            return timeline.schedule(Duration.ofNanos(nanos), () -> onRing.accept(mine));
        } catch (RejectedExecutionException e) { // time has ended: nobody will be polled
            return null;
        }
    }

    private static <T extends Timed> List<T> take(TimeHeap<T> heap, long now) {
        List<T> taken = new ArrayList<>();
        for (T first = heap.peek(); first != null && first.dueAt() - now <= 0; first = heap.peek()) {
            heap.remove(first);
            taken.add(first);
        }
        return taken;
    }
}
