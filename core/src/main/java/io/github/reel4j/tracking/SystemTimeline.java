package io.github.reel4j.tracking;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.port.Timeline;
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
public final class SystemTimeline implements Timeline, AutoCloseable {

    private static final GuardedLog LOG = GuardedLog.of(SystemTimeline.class);
    private static final Duration UNTIL_THERE_IS_A_THREAD = Duration.ofMillis(200);

    /** Alarms ring five hundred times a second at most: thousands of them cost a third more if each wakes a thread of its own. */
    static final long TICK = TimeUnit.MILLISECONDS.toNanos(2);

    private final ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, daemons("reel4j-alarms"));
    private final ExecutorService workers;

    private final CountDownLatch closed = new CountDownLatch(1);

    public SystemTimeline() {
        this(Workers.create(daemons("reel4j-worker")));
    }

    SystemTimeline(ExecutorService workers) {
        this.workers = workers;
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
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
    public Alarm schedule(Duration delay, Runnable task) {
        long nanos = toTick(System.nanoTime(), TimeUnit.NANOSECONDS.convert(delay));
        ScheduledFuture<?> alarm = alarms.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> alarm.cancel(false);
    }

    /** {@code delay} from {@code now} on, and what is left until the next tick. */
    static long toTick(long now, long delay) {
        return delay > Long.MAX_VALUE - TICK ? delay : delay + Math.floorMod(-(now + delay), TICK);
    }

    /** Work for which the machine has no thread is kept, and begun when it has one: a poll that is lost here is lost for good. */
    @Override
    public void execute(Runnable work) {
        try {
            workers.execute(work);
        } catch (OutOfMemoryError e) { // "unable to create native thread"
            LOG.warn("no thread for a worker; trying again in {} ms", UNTIL_THERE_IS_A_THREAD.toMillis());
            Alarm unused = schedule(UNTIL_THERE_IS_A_THREAD, () -> execute(work));
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
        alarms.shutdownNow();
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
