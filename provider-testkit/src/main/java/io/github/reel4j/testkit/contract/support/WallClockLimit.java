package io.github.reel4j.testkit.contract.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Runs a call on a thread of its own, with a timeout in real time. */
public final class WallClockLimit {

    private WallClockLimit() {}

    /**
     * Makes several calls at the same time and returns their results, or throws the error of {@code tooLong} after
     * {@code max}.
     */
    public static <T> List<T> runAll(Duration max, int count, Supplier<T> call, Supplier<? extends Error> tooLong) {
        List<FutureTask<T>> tasks =
                Stream.generate(() -> started(call)).limit(count).toList();
        return tasks.stream().map(task -> result(task, max, tooLong)).toList();
    }

    /** Waits in real time. */
    public static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Returns the result of {@code call}, or throws the error of {@code tooLong} after {@code max}. */
    public static <T> T runWithin(Duration max, Supplier<T> call, Supplier<? extends Error> tooLong) {
        return result(started(call), max, tooLong);
    }

    private static <T> FutureTask<T> started(Supplier<T> call) {
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread thread = new Thread(task, "contract-call");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private static <T> T result(FutureTask<T> task, Duration max, Supplier<? extends Error> tooLong) {
        try {
            return task.get(max.toMillis(), TimeUnit.MILLISECONDS);
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
}
