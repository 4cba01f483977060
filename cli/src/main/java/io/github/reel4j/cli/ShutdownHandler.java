package io.github.reel4j.cli;

import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports the state of the order when the process is interrupted, for example by Ctrl-C. Thread-safe.
 *
 * @implNote Ctrl-C does not stop the thread that sends the order. The handler can still wait for its response, the only
 *     source of the reference to a paid task.
 */
final class ShutdownHandler {

    private static final long POLL_INTERVAL_MILLIS = 20;

    private final CountDownLatch submitReturned = new CountDownLatch(1);
    private volatile boolean inFlight;
    private volatile boolean wasEverSent;
    private volatile boolean simulated;
    private volatile boolean finished;
    private volatile boolean cancelled;
    private volatile BooleanSupplier cancellation = () -> false;
    private volatile IntSupplier remaining = () -> 0;
    private volatile @Nullable TaskRef task;

    /**
     * Called before the order is sent.
     *
     * @param cancellation cancels the order and any resend; returns false while the order is being sent
     */
    void sending(boolean toSimulator, BooleanSupplier cancellation) {
        this.cancellation = cancellation;
        simulated = toSimulator;
        inFlight = true;
        wasEverSent = true;
    }

    /** Whether this run has tried to send an order to a vendor, so that money may have been spent. */
    boolean wasEverSent() {
        return wasEverSent && !simulated;
    }

    /** Called when the submit has ended; {@code accepted} is empty if it failed. */
    void submitReturned(Optional<TaskRef> accepted) {
        task = accepted.orElse(null);
        inFlight = false;
        submitReturned.countDown();
    }

    /** Called before the run waits for a task of an earlier run. */
    void resuming(TaskRef ref) {
        task = ref;
    }

    /** Called before the run waits for many tasks of earlier runs; {@code remaining} counts the unfinished ones. */
    void resumingAll(IntSupplier remaining) {
        this.remaining = remaining;
    }

    /** Makes {@link #report} do nothing, because the run has ended. */
    void finish() {
        finished = true;
    }

    /**
     * Reports what happens to the order. Called when the process ends.
     *
     * @param timeout longest wait for the response to an order that is being sent
     */
    void report(TerminalStreams terminal, JsonReport report, Duration timeout) {
        if (finished) {
            return;
        }
        terminal.freeze();
        if (inFlight && !isCancelled()) {
            terminal.note("interrupted while the order was being sent; waiting up to "
                    + DurationParser.describe(timeout) + " for the vendor's response.");
            awaitResult(timeout);
        }
        message().ifPresent(text -> {
            terminal.note(text);
            report.put("state", cancelled ? "not-ordered" : inFlight ? "unknown" : "running")
                    .put("failure", JsonFields.interruption(billing(), text))
                    .put("exit_code", ExitCodes.INTERRUPTED);
            report.writeTo(terminal);
        });
    }

    private Optional<String> message() {
        TaskRef running = task;
        if (finished) {
            return Optional.empty();
        }
        if (cancelled) {
            return Optional.of("interrupted. The order was cancelled before the vendor accepted it. Billed: no.");
        }
        if (inFlight) {
            return Optional.of("SUBMISSION_UNKNOWN  interrupted before the vendor responded. It may have accepted and"
                    + " billed this order.\n  Check the vendor's console before ordering again.");
        }
        if (running == null) {
            int count = remaining.getAsInt();
            return count == 0
                    ? Optional.empty()
                    : Optional.of("interrupted. " + count + (count == 1 ? " video is" : " videos are")
                            + " not downloaded yet. The tasks stay at the vendors; resuming them is free."
                            + "\n  To continue: reel resume --all");
        }
        return Optional.of(
                simulated
                        ? "interrupted. The built-in simulator stops with this process, and the task with it."
                        : "interrupted. The task continues at the vendor and will be billed."
                                + "\n  To continue: reel resume " + running);
    }

    private BillingStatus billing() {
        return cancelled ? BillingStatus.NOT_BILLED : inFlight ? BillingStatus.UNKNOWN : BillingStatus.BILLED;
    }

    /** Waits for the response, and cancels the order as soon as that is possible, so that it is not sent again. */
    private void awaitResult(Duration timeout) {
        try {
            for (long millis = timeout.toMillis(); millis > 0 && !isCancelled(); millis -= POLL_INTERVAL_MILLIS) {
                if (submitReturned.await(Math.min(millis, POLL_INTERVAL_MILLIS), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCancelled() {
        cancelled = cancelled || cancellation.getAsBoolean();
        return cancelled;
    }
}
