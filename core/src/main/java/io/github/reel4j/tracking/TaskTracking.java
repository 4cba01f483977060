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

    /** However often somebody says that there is news, polls are at least this far apart. */
    private static final Duration LEAST_GAP = Duration.ofSeconds(1);

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
    private boolean over;
    private boolean newsWhilePolling;
    private Duration delay;
    private Duration leastDelay = Duration.ZERO;
    private long delayBeganAt;
    private @Nullable Object expectedRing;
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
        this.delayBeganAt = startedAt;
        this.delay = fresh ? schedule.after(0) : Duration.ZERO;
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

    /**
     * Begins to poll, or goes on; each call wants one {@link #leave()}. A poll that was due while nobody waited is made at once,
     * but none earlier than it was due: many short waits poll no more often than one long one.
     */
    public synchronized void join() {
        waiters++;
        if (expectedRing == null && !polling && !over) {
            schedule();
        }
    }

    /**
     * Somebody says that the task has news. It is asked about at once; or as soon as somebody waits; or, if it has just been
     * asked about, a second later; but never before the vendor's Retry-After is over. Nothing else changes.
     */
    public synchronized void pollNow() {
        newsWhilePolling = polling;
        if (over || polling || delay.compareTo(leastDelay) <= 0) {
            return;
        }
        delay = leastDelay;
        if (expectedRing != null) {
            if (alarm != null) {
                alarm.cancel();
            }
            schedule();
        }
    }

    /** Stops polling when the last one leaves. The task itself runs on at the vendor. */
    public synchronized void leave() {
        waiters--;
        if (waiters == 0 && expectedRing != null) {
            expectedRing = null;
            if (alarm != null) {
                alarm.cancel();
            }
        }
    }

    /** An alarm that rings although it was cancelled has lost its ring's identity, and does nothing. */
    private synchronized void schedule() {
        Object ring = new Object();
        Duration rest = delay.minusNanos(timeline.nanoTime() - delayBeganAt);
        expectedRing = ring;
        try {
            alarm = timeline.schedule(rest.isNegative() ? Duration.ZERO : rest, () -> ring(ring));
        } catch (RejectedExecutionException e) {
            expectedRing = null;
            LOG.debug("the client is closed, {} is not polled any more", task);
        }
    }

    private void ring(Object ring) {
        synchronized (this) {
            if (expectedRing != ring) {
                return;
            }
            expectedRing = null;
            polling = true;
        }
        try {
            timeline.execute(this::poll);
        } catch (RejectedExecutionException e) {
            stopPolling();
            LOG.debug("the client is closed, {} is not polled any more", task);
        }
    }

    private synchronized void stopPolling() {
        polling = false;
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
            over = ended.isPresent();
            Duration asked =
                    answer.fold(failure -> failure.retryAfter().orElse(Duration.ZERO), status -> Duration.ZERO);
            Duration usual = longer(asked, schedule.after(count));
            leastDelay = longer(asked, LEAST_GAP);
            delay = newsWhilePolling && leastDelay.compareTo(usual) < 0 ? leastDelay : usual;
            newsWhilePolling = false;
            delayBeganAt = timeline.nanoTime();
            if (!over && waiters > 0) {
                schedule();
            }
        }
        ended.ifPresent(end::complete);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private void observe(TaskStatus status, int count) {
        Observation seen =
                new Observation(status, Duration.ofNanos(timeline.nanoTime() - startedAt), count, timeline.now());
        lastSeen = seen;
        lastTrouble = null;
        for (Consumer<Observation> listener : listeners) {
            try {
                listener.accept(seen);
            } catch (Throwable e) { // an error too, such as a failed assertion: the task is paid for and goes on
                LOG.warn("a progress listener threw; tracking of {} goes on", task, e);
            }
        }
    }

    private void note(VideoFailure trouble) {
        lastTrouble = trouble;
        LOG.debug("poll of {} failed: {}", task, trouble.kind());
    }
}
