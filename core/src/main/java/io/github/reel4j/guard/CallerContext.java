package io.github.reel4j.guard;

import io.github.reel4j.port.ContextPropagation;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Runs work on another thread in the context that was captured from the caller's thread, for example its tracing span
 * and its logging context. Work runs exactly once, whatever the program's code does. Thread-safe.
 */
public final class CallerContext {

    /** No context: work just runs. */
    public static final CallerContext NONE = new CallerContext(List.of());

    private static final SafeLog LOG = SafeLog.of(CallerContext.class);

    private final List<ContextPropagation.Snapshot> snapshots;

    CallerContext(List<ContextPropagation.Snapshot> snapshots) {
        this.snapshots = List.copyOf(snapshots);
    }

    /** Runs {@code work} once in this context and returns its result. Throws only what {@code work} throws. */
    public <T> T call(Supplier<T> work) {
        if (snapshots.isEmpty()) {
            return work.get();
        }
        FutureTask<T> once = new FutureTask<>(work::get); // which runs at most once
        Runnable inContext = once;
        for (ContextPropagation.Snapshot each : snapshots) {
            Runnable inner = inContext;
            inContext = () -> each.run(inner);
        }
        try {
            inContext.run();
        } catch (Throwable e) { // errors too, because the result of the work must not be lost
            if (e instanceof InterruptedException) { // thrown undeclared
                Thread.currentThread().interrupt();
            }
            LOG.warn("the context of a caller could not be set or restored: {}", ExceptionName.of(e));
        }
        once.run(); // does nothing if the context has run it
        return result(once);
    }

    /** Waits if the context runs the work on another thread. An interrupt does not end the wait, but stays set. */
    private static <T> T result(FutureTask<T> work) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException thrown ? thrown : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
