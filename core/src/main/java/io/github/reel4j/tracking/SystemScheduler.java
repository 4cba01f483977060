package io.github.reel4j.tracking;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The {@link Scheduler} for real time: one timer thread, and workers. All are daemon threads. Thread-safe. */
public final class SystemScheduler implements Scheduler, AutoCloseable {

    private static final SafeLog LOG = SafeLog.of(SystemScheduler.class);
    private static final Duration THREAD_RETRY_DELAY = Duration.ofMillis(200);

    /**
     * The times at which timers fire are rounded up to a multiple of this. Thousands of timers would cost a third more
     * if each of them woke a thread of its own.
     */
    static final long TIMER_GRANULARITY = TimeUnit.MILLISECONDS.toNanos(2);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("reel4j-timer"));
    private final ExecutorService workers;

    private final CountDownLatch closed = new CountDownLatch(1);

    public SystemScheduler() {
        this(WorkerExecutors.create(daemons("reel4j-worker")));
    }

    SystemScheduler(ExecutorService workers) {
        this.workers = workers;
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        return systemNow();
    }

    @Override
    public long nanoTime() {
        return systemNanos();
    }

    static Instant systemNow() {
        return Instant.now();
    }

    static long systemNanos() {
        return System.nanoTime();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        long nanos = roundToGranularity(System.nanoTime(), TimeUnit.NANOSECONDS.convert(delay));
        ScheduledFuture<?> scheduled = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    /** Extends {@code delay} so that {@code now + delay} is a multiple of {@link #TIMER_GRANULARITY}. */
    static long roundToGranularity(long now, long delay) {
        return delay > Long.MAX_VALUE - TIMER_GRANULARITY
                ? delay
                : delay + Math.floorMod(-(now + delay), TIMER_GRANULARITY);
    }

    /**
     * Runs {@code work} on a worker. Retries while the machine cannot start a thread, because lost work would lose a
     * poll.
     */
    @Override
    public void execute(Runnable work) {
        try {
            workers.execute(work);
        } catch (OutOfMemoryError e) { // "unable to create native thread"
            LOG.warn("could not start a worker thread; trying again in {} ms", THREAD_RETRY_DELAY.toMillis());
            Cancellable unused = schedule(THREAD_RETRY_DELAY, () -> execute(work));
        }
    }

    /** Sleeps. Throws {@link RejectedExecutionException} as soon as the scheduler is closed. */
    @Override
    public void sleep(Duration delay) throws InterruptedException {
        if (closed.await(TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS)) {
            throw new RejectedExecutionException("the scheduler is closed");
        }
    }

    /** Stops the threads and interrupts running work. */
    @Override
    public void close() {
        closed.countDown();
        timer.shutdownNow();
        workers.shutdownNow();
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
