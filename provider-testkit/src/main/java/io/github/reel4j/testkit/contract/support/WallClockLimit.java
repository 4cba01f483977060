package io.github.reel4j.testkit.contract.support;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Runs a call on a thread of its own, with a timeout in real time. */
public final class WallClockLimit {

    private WallClockLimit() {}

    /** Returns the result of {@code call}, or throws the error of {@code tooLong} after {@code max}. */
    public static <T> T runWithin(Duration max, Supplier<T> call, Supplier<? extends Error> tooLong) {
        FutureTask<T> task = new FutureTask<>(call::get);
        Thread thread = new Thread(task, "contract-call");
        thread.setDaemon(true);
        thread.start();
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
