package io.github.reel4j.testkit.time;

import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Time in which a second passes in a millisecond, for clients that talk to real servers but whose waits would be long; it
 * remembers the waits. Close it after the client. Thread-safe.
 */
public final class FastTimeline implements Timeline, AutoCloseable {

    private static final int FACTOR = 1000;

    private final Instant start = Instant.now();
    private final long startNanos = System.nanoTime();
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(FastTimeline::daemon);
    private final ExecutorService workers = Executors.newCachedThreadPool(FastTimeline::daemon);

    /** What was waited for, in this timeline's own measure and in the order the waits began. */
    public List<Duration> waits() {
        return List.copyOf(waits);
    }

    @Override
    public Instant now() {
        return start.plusNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        return (System.nanoTime() - startNanos) * FACTOR;
    }

    @Override
    public Alarm schedule(Duration delay, Runnable task) {
        waits.add(delay);
        ScheduledFuture<?> alarm = alarms.schedule(task, delay.dividedBy(FACTOR).toNanos(), TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    @Override
    public void execute(Runnable work) {
        workers.execute(work);
    }

    @Override
    public void close() {
        alarms.shutdownNow();
        workers.shutdownNow();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fast-timeline");
        thread.setDaemon(true);
        return thread;
    }
}
