package io.github.reel4j.testkit.contract.support;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Runs calls of a provider on threads of one thread group. Threads that the provider starts belong to the same group,
 * which separates them from those of the simulator and of other tests.
 */
public final class OwnThreads {

    private static final String CALLER = "contract-call";

    private final ThreadGroup group = new ThreadGroup("contract-calls");

    /** Starts a call. */
    public <T> FutureTask<T> start(Supplier<T> call) {
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread thread = new Thread(group, task, CALLER);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    /** Returns the result of a call, or throws the error of {@code tooLong} after {@code max}. */
    public <T> T run(Duration max, Supplier<T> call, Supplier<? extends Error> tooLong) {
        return await(max, start(call), tooLong);
    }

    /** Returns the result of a started call, or throws the error of {@code tooLong} after {@code max}. */
    public static <T> T await(Duration max, FutureTask<T> call, Supplier<? extends Error> tooLong) {
        try {
            return call.get(max.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw tooLong.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError("a port threw: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Returns the names of the threads that still run and were not started by this class. */
    public List<String> names() {
        Thread[] threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .map(Thread::getName)
                .filter(name -> !name.equals(CALLER))
                .sorted()
                .toList();
    }
}
