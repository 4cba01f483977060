package io.github.reel4j.tracking;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Creates executors for work that may block: with virtual threads if the Java version has them, otherwise a cached
 * pool.
 */
final class WorkerExecutors {

    private WorkerExecutors() {}

    static ExecutorService create(ThreadFactory platform) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newCachedThreadPool(platform);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this Java version has virtual threads but does not create them", e);
        }
    }
}
