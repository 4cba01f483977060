package io.github.reel4j.tracking;

import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskStatus;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.StatusTracker;
import io.github.reel4j.port.Timeline;
import io.vavr.control.Either;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one task to its end, one poll at a time. It polls only while somebody waits, and its end, once reached, stays.
 * Thread-safe.
 */
public final class TaskTracking {

    private static final Logger LOG = LoggerFactory.getLogger(TaskTracking.class);

    private final TaskRef task;
    private final StatusTracker tracker;
    private final Timeline timeline;
    private final PollSchedule schedule;
    private final Verdict verdict = new Verdict();
    private final List<Consumer<Observation>> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Either<VideoFailure, GeneratedVideo>> end = new CompletableFuture<>();
    private final long startedAt;

    private int waiters;
    private int polls;
    private boolean polling;
    private Duration nextDelay;
    private Timeline.@Nullable Alarm alarm;
    private volatile @Nullable Observation lastSeen;
    private volatile @Nullable VideoFailure lastTrouble;

    /** Follows {@code task}; {@code fresh} if it was submitted just now, so that no first poll can find it done. */
    public TaskTracking(TaskRef task, StatusTracker tracker, Timeline timeline, PollSchedule schedule, boolean fresh) {
        this.task = task;
        this.tracker = tracker;
        this.timeline = timeline;
        this.schedule = schedule;
        this.startedAt = timeline.nanoTime();
        this.nextDelay = fresh ? schedule.after(0) : Duration.ZERO;
    }

    /** Ends with the video or with why there will be none. Nobody but this class completes it. */
    public CompletableFuture<Either<VideoFailure, GeneratedVideo>> end() {
        return end.copy();
    }

    /** Tells {@code listener} of every poll that saw a status. It is called on a worker; what it throws is logged. */
    public void onObservation(Consumer<Observation> listener) {
        listeners.add(listener);
    }

    public Optional<Observation> lastSeen() {
        return Optional.ofNullable(lastSeen);
    }

    /** Why the last poll saw no status; empty if it did. */
    public Optional<VideoFailure> lastTrouble() {
        return Optional.ofNullable(lastTrouble);
    }

    public synchronized int polls() {
        return polls;
    }

    /** Begins to poll, or goes on; each call wants one {@link #leave()}. */
    public synchronized void join() {
        waiters++;
        if (waiters == 1 && !polling && alarm == null && !end.isDone()) {
            schedule(nextDelay);
        }
    }

    /** Stops polling when the last one leaves. The task itself runs on at the vendor. */
    public synchronized void leave() {
        waiters--;
        if (waiters == 0 && alarm != null) {
            alarm.cancel();
            alarm = null;
            nextDelay = Duration.ZERO;
        }
    }

    private synchronized void schedule(Duration delay) {
        try {
            alarm = timeline.schedule(delay, this::ring);
        } catch (RejectedExecutionException e) {
            LOG.debug("the client is closed, {} is not polled any more", task);
        }
    }

    private void ring() {
        synchronized (this) {
            alarm = null;
            polling = true;
        }
        try {
            timeline.execute(this::poll);
        } catch (RejectedExecutionException e) {
            LOG.debug("the client is closed, {} is not polled any more", task);
        }
    }

    private void poll() {
        Either<VideoFailure, TaskStatus> answer = tracker.status(task);
        int count;
        synchronized (this) {
            count = ++polls;
        }
        answer.peek(status -> observe(status, count)).peekLeft(this::note);
        Duration age = Duration.between(task.submittedAt(), timeline.now());
        Optional<Either<VideoFailure, GeneratedVideo>> ended = verdict.of(answer, age);
        synchronized (this) {
            polling = false;
            if (ended.isEmpty()) {
                Duration asked =
                        answer.fold(failure -> failure.retryAfter().orElse(Duration.ZERO), status -> Duration.ZERO);
                Duration usual = schedule.after(count);
                nextDelay = asked.compareTo(usual) > 0 ? asked : usual;
                if (waiters > 0) {
                    schedule(nextDelay);
                }
            }
        }
        ended.ifPresent(end::complete);
    }

    private void observe(TaskStatus status, int count) {
        Observation seen =
                new Observation(status, Duration.ofNanos(timeline.nanoTime() - startedAt), count, timeline.now());
        lastSeen = seen;
        lastTrouble = null;
        for (Consumer<Observation> listener : listeners) {
            try {
                listener.accept(seen);
            } catch (RuntimeException e) {
                LOG.warn("a progress listener threw; tracking of {} goes on", task, e);
            }
        }
    }

    private void note(VideoFailure trouble) {
        lastTrouble = trouble;
        LOG.debug("poll of {} failed: {}", task, trouble.kind());
    }
}
