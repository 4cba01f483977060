package io.github.reel4j.guard;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs foreign code on separate daemon threads with a timeout, so that code that blocks cannot block its caller
 * forever. The timeout is in real time. Waiting is not interruptible; the interrupt status of the caller is preserved.
 * The code runs with the context class loader of its caller. Idle threads have none, so that they do not keep a web
 * application in memory, and end after 1 second. Thread-safe.
 */
public final class TimeLimitedCalls {

    /** The number of calls that never returned after which further calls are expected to block as well. */
    private static final int MAX_STUCK = 4;

    private final Duration timeout;
    private final ThreadPoolExecutor threads;
    private final AtomicInteger stuck = new AtomicInteger();

    /**
     * Creates an executor.
     *
     * @param name the name of its threads
     * @param timeout the maximum wait for one call
     */
    public TimeLimitedCalls(String name, Duration timeout) {
        this.timeout = timeout;
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, 1, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> daemon(work, name));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setContextClassLoader(null);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Returns the result of {@code call}. A call that times out is interrupted and abandoned.
     *
     * @throws TimeoutException if the call did not return in time, or was not started because several earlier calls
     *     have not returned
     * @throws ExecutionException if the call threw an exception, which is the cause
     */
    public <T extends @Nullable Object> T call(Callable<T> call) throws ExecutionException, TimeoutException {
        return call(call, result -> {});
    }

    /**
     * Returns the result of {@code call} as {@link #call(Callable)} does.
     *
     * @param onLateResult called with the result, on the thread of the call, if the call returns after it timed out
     */
    public <T extends @Nullable Object> T call(Callable<T> call, Consumer<? super T> onLateResult)
            throws ExecutionException, TimeoutException {
        if (isStuck()) {
            throw new TimeoutException("earlier calls have not returned");
        }
        AtomicBoolean decided = new AtomicBoolean(); // by the result or by the timeout, whichever comes first
        TimeLimitedCall<T> task = new TimeLimitedCall<>(() -> {
            T result = call.call();
            if (!decided.compareAndSet(false, true)) {
                boolean unused = Thread.interrupted(); // of the call, which has returned
                onLateResult.accept(result);
            }
            return result;
        });
        threads.execute(task);
        try {
            return await(task);
        } catch (TimeoutException e) {
            if (!decided.compareAndSet(false, true)) { // it returned at the same time
                return await(task);
            }
            task.abandon();
            task.cancel(true);
            throw e;
        }
    }

    /**
     * Runs {@code work} and waits until it ends or the timeout expires. In the latter case it continues in the
     * background. Exceptions are ignored.
     */
    public void run(Runnable work) {
        TimeLimitedCall<?> task = new TimeLimitedCall<>(() -> {
            try {
                work.run();
            } catch (Throwable e) { // ignored, as documented
            }
            return true;
        });
        boolean wait = !isStuck();
        threads.execute(task);
        try {
            if (wait) {
                await(task);
            }
        } catch (ExecutionException e) { // impossible, because the work catches everything
        } catch (TimeoutException e) {
            task.abandon();
        }
    }

    private boolean isStuck() {
        return stuck.get() >= MAX_STUCK;
    }

    /** Waits for the result. An interrupt restarts the wait, so that the result is not lost. */
    private <T extends @Nullable Object> T await(TimeLimitedCall<T> task) throws ExecutionException, TimeoutException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static <T extends @Nullable Object> Callable<T> inContextOfCaller(Callable<T> call) {
        @Nullable ClassLoader context = Thread.currentThread().getContextClassLoader();
        return () -> {
            Thread thread = Thread.currentThread();
            thread.setContextClassLoader(context);
            try {
                return call.call();
            } finally {
                thread.setContextClassLoader(null);
            }
        };
    }

    /** A call that either returns or is abandoned by its caller, whichever comes first. */
    private final class TimeLimitedCall<T extends @Nullable Object> extends FutureTask<T> {

        private final AtomicBoolean completed = new AtomicBoolean();

        TimeLimitedCall(Callable<T> call) {
            super(inContextOfCaller(call));
        }

        void abandon() {
            if (completed.compareAndSet(false, true)) {
                stuck.incrementAndGet();
            }
        }

        @Override
        public void run() {
            super.run();
            if (!completed.compareAndSet(false, true)) {
                stuck.decrementAndGet();
            }
        }
    }
}
