package io.github.reel4j.testkit.contract.support;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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
        OwnThreads threads = new OwnThreads();
        List<FutureTask<T>> tasks =
                Stream.generate(() -> threads.start(call)).limit(count).toList();
        return tasks.stream().map(task -> OwnThreads.await(max, task, tooLong)).toList();
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
        return new OwnThreads().run(max, call, tooLong);
    }
}
