package io.github.reel4j.micrometer;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Runs the code of meter registries, observation handlers and conventions, so that an exception in it is logged once
 * and never affects an order. Thread-safe.
 */
final class InstrumentationFailures {

    private static final SafeLog LOG = SafeLog.of(MicrometerInstrumentation.class);

    private final AtomicBoolean logged = new AtomicBoolean();

    /** Runs {@code work}. Never throws. */
    void ignore(Runnable work) {
        boolean unused = getOrElse(
                () -> {
                    work.run();
                    return true;
                },
                false);
    }

    /** Returns the result of {@code work}, or {@code fallback} if it throws. Never throws. */
    <T> T getOrElse(Supplier<T> work, T fallback) {
        try {
            return work.get();
        } catch (Throwable e) { // errors too, because the caller may hold a paid task
            if (e instanceof InterruptedException) { // thrown undeclared
                Thread.currentThread().interrupt();
            }
            if (logged.compareAndSet(false, true)) {
                LOG.warn(
                        "an observation or a meter could not be recorded: {}. Orders are not affected."
                                + " Further failures of this kind are not logged.",
                        ExceptionName.of(e));
            }
            return fallback;
        }
    }
}
