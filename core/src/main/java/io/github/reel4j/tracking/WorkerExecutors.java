package io.github.reel4j.tracking;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/** Threads for work that may block: virtual ones where the Java version has them, or else as many as there is work at once. */
final class WorkerExecutors {

    private WorkerExecutors() {}

    static ExecutorService create(ThreadFactory platform) {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException e) {
            return Executors.newCachedThreadPool(platform);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("this Java version has virtual threads and does not give them out", e);
        }
    }
}
