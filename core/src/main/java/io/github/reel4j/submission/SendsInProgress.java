package io.github.reel4j.submission;

import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts the sends that are in progress, so that closing the client can wait until they have ended.
 * Thread-safe.
 */
final class SendsInProgress {

    private static final SafeLog LOG = SafeLog.of(SendsInProgress.class);

    private final Scheduler scheduler;
    /** One party for each send, and one for the client until it is closed. */
    private final Phaser parties = new Phaser(1);

    private final AtomicBoolean awaited = new AtomicBoolean();

    SendsInProgress(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void start() {
        parties.register();
    }

    void end() {
        parties.arriveAndDeregister();
    }

    /** Waits until all sends have ended. Returns immediately if called before. An interrupt stays set. */
    void await(Duration timeout) {
        if (!awaited.compareAndSet(false, true)) {
            return;
        }
        int phase = parties.arriveAndDeregister();
        long deadline = scheduler.nanoTime() + timeout.toNanos();
        boolean interrupted = false;
        boolean waits = true;
        while (waits) {
            try {
                parties.awaitAdvanceInterruptibly(
                        phase, Math.max(0, deadline - scheduler.nanoTime()), TimeUnit.NANOSECONDS);
                waits = false;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (TimeoutException e) {
                LOG.warn(
                        "an order had no result within {} of the closing of the client;"
                                + " the vendor may have accepted and billed it",
                        DurationParser.describe(timeout));
                waits = false;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
