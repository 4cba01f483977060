package io.github.reel4j.provider.feign;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits, with a limit and ready to be interrupted, for work that knows neither: the resolving of names. */
final class Detached {

    private Detached() {}

    /**
     * Works on a daemon thread of its own, which is left to itself when the wait ends first.
     *
     * @throws ExecutionException around what the work throws
     */
    static <T> T call(Callable<T> work, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return begin(work).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The same for several that wait, each with a limit of its own. */
    static <T> Future<T> begin(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(task, "reel4j-resolve");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
