package io.github.reel4j.tracking;

import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who is to be polled when and who waits until when, and one alarm for the first of them. Not thread-safe. */
final class Agenda {

    private final Timeline timeline;
    private final Runnable onAlarm;
    private final TimeHeap<TaskTracking> polls = new TimeHeap<>();
    private final TimeHeap<Wait> deadlines = new TimeHeap<>();
    private Timeline.@Nullable Alarm alarm;
    private long alarmAt;

    /** @param onAlarm called by the timeline when something is due, or was */
    Agenda(Timeline timeline, Runnable onAlarm) {
        this.timeline = timeline;
        this.onAlarm = onAlarm;
    }

    void add(TaskTracking poll) {
        polls.add(poll);
    }

    void remove(TaskTracking poll) {
        polls.remove(poll);
    }

    void add(Wait wait) {
        deadlines.add(wait);
    }

    void remove(Wait wait) {
        deadlines.remove(wait);
    }

    List<Wait> waits() {
        return deadlines.items();
    }

    List<TaskTracking> takePolls(long now) {
        return take(polls, now);
    }

    List<Wait> takeDeadlines(long now) {
        return take(deadlines, now);
    }

    /** The alarm has rung: another is wanted. */
    void rung() {
        alarm = null;
    }

    /** Sets the alarm to what is first now. One that is set too early may ring. */
    void arm() {
        Timed first = Stream.of(polls, deadlines)
                .map(TimeHeap::peek)
                .filter(each -> each != null)
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
        waits().forEach(deadlines::remove);
        polls.items().forEach(polls::remove);
        arm();
    }

    private Timeline.@Nullable Alarm schedule(long nanos) {
        try {
            return timeline.schedule(Duration.ofNanos(nanos), onAlarm);
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
