package io.github.reel4j.testkit.contract.support;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits in real time for a condition that another thread makes true. */
public final class EventualCondition {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private EventualCondition() {}

    /** Returns whether the condition holds before {@code max} has passed. It returns as soon as the condition holds. */
    public static boolean holdsWithin(Duration max, BooleanSupplier condition) {
        long end = System.nanoTime() + max.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
                return condition.getAsBoolean();
            }
            LockSupport.parkNanos(INTERVAL_NANOS);
        }
        return true;
    }
}
