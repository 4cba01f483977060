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

/** Real time: one thread that rings, and threads that work. All are daemons. Thread-safe. */
public final class SystemScheduler implements Scheduler, AutoCloseable {

    private static final SafeLog LOG = SafeLog.of(SystemScheduler.class);
    private static final Duration THREAD_RETRY_DELAY = Duration.ofMillis(200);

    /** Alarms ring five hundred times a second at most: thousands of them cost a third more if each wakes a thread of its own. */
    static final long TIMER_GRANULARITY = TimeUnit.MILLISECONDS.toNanos(2);

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, daemons("reel4j-alarms"));
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
        ScheduledFuture<?> alarm = timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    /** {@code delay} from {@code now} on, and what is left until the next tick. */
    static long roundToGranularity(long now, long delay) {
        return delay > Long.MAX_VALUE - TIMER_GRANULARITY
                ? delay
                : delay + Math.floorMod(-(now + delay), TIMER_GRANULARITY);
    }

    /** Work for which the machine has no thread is kept, and begun when it has one: a poll that is lost here is lost for good. */
    @Override
    public void execute(Runnable work) {
        try {
            workers.execute(work);
        } catch (OutOfMemoryError e) { // "unable to create native thread"
            LOG.warn("no thread for a worker; trying again in {} ms", THREAD_RETRY_DELAY.toMillis());
            Cancellable unused = schedule(THREAD_RETRY_DELAY, () -> execute(work));
        }
    }

    /** Ends at once, with {@link RejectedExecutionException}, when the timeline is closed: no alarm would ever ring. */
    @Override
    public void sleep(Duration delay) throws InterruptedException {
        if (closed.await(TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS)) {
            throw new RejectedExecutionException("the timeline is closed");
        }
    }

    /** Stops the threads, interrupting work in progress. */
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
