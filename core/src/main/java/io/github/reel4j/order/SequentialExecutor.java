package io.github.reel4j.order;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.port.Scheduler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks one after another, in FIFO order, on 1 worker of the scheduler at a time. Thread-safe. */
final class SequentialExecutor implements Executor {

    private static final SafeLog LOG = SafeLog.of(SequentialExecutor.class);

    private final Scheduler scheduler;
    private final Queue<Runnable> tasks = new ArrayDeque<>(); // guarded by itself; the first one is running

    SequentialExecutor(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Runs {@code task} later; on this thread if the scheduler is closed, because futures depend on each task. */
    @Override
    public void execute(Runnable task) {
        synchronized (tasks) {
            tasks.add(task);
            if (tasks.size() > 1) {
                return;
            }
        }
        try {
            scheduler.execute(this::runAll);
        } catch (RuntimeException e) { // the scheduler is closed or has failed
            runAll();
        }
    }

    private void runAll() {
        for (Runnable next = first(); next != null; next = next()) {
            runSafely(next);
        }
    }

    private static void runSafely(Runnable task) {
        try {
            task.run();
        } catch (Throwable e) { // errors too, because other tasks must still run
            LOG.error("a future could not be completed: {}", ExceptionName.of(e));
        }
    }

    private @Nullable Runnable first() {
        synchronized (tasks) {
            return tasks.peek();
        }
    }

    private @Nullable Runnable next() {
        synchronized (tasks) {
            tasks.remove();
            return tasks.peek();
        }
    }
}
