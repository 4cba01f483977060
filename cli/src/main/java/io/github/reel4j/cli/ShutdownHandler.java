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
 * What there is to say when the process is told to end: an order may be on its way, or alive at the vendor. Thread-safe.
 *
 * @implNote Ctrl-C does not stop the thread that sends the order, so its answer, and with it the only handle of what was paid,
 *     can still be waited for
 */
final class ShutdownHandler {

    private static final long POLL_INTERVAL_MILLIS = 20;

    private final CountDownLatch submitReturned = new CountDownLatch(1);
    private volatile boolean inFlight;
    private volatile boolean wasEverSent;
    private volatile boolean simulated;
    private volatile boolean finish;
    private volatile boolean cancelled;
    private volatile BooleanSupplier cancellation = () -> false;
    private volatile IntSupplier others = () -> 0;
    private volatile @Nullable TaskRef task;

    /**
     * The order is about to leave.
     *
     * @param withdrawal keeps it from being sent, now or again, and says whether it could: not while an answer is awaited
     */
    void sending(boolean toSimulator, BooleanSupplier withdrawal) {
        this.cancellation = withdrawal;
        simulated = toSimulator;
        inFlight = true;
        wasEverSent = true;
    }

    /** Whether this run has tried to order: whatever broke since, money may have been spent. */
    boolean wasEverSent() {
        return wasEverSent && !simulated;
    }

    /** The vendor has answered, with a task or with a refusal. */
    void submitReturned(Optional<TaskRef> accepted) {
        task = accepted.orElse(null);
        inFlight = false;
        submitReturned.countDown();
    }

    /** A task of another run is followed. */
    void following(TaskRef ref) {
        task = ref;
    }

    /** Tasks of other runs are followed, so many of them still. */
    void followingAll(IntSupplier left) {
        others = left;
    }

    /** Nothing is left to say. */
    void finish() {
        finish = true;
    }

    /** Says what happens to the order now; called when the process ends. */
    void report(Terminal terminal, Report report, Duration timeout) {
        if (finish) {
            return;
        }
        terminal.freeze();
        if (inFlight && !isCancelled()) {
            terminal.note("interrupted while the order was being sent; waiting up to "
                    + DurationParser.describe(timeout) + " for the vendor's answer.");
            awaitResult(timeout);
        }
        message().ifPresent(words -> {
            terminal.note(words);
            report.put("state", cancelled ? "not-ordered" : inFlight ? "unknown" : "running")
                    .put("error", JsonFields.interruption(billing(), words))
                    .put("exit_code", ExitCodes.INTERRUPTED);
            report.writeTo(terminal);
        });
    }

    private Optional<String> message() {
        TaskRef live = task;
        if (finish) {
            return Optional.empty();
        }
        if (cancelled) {
            return Optional.of("interrupted. The vendor has taken no order, and none is sent any more. Billed: no.");
        }
        if (inFlight) {
            return Optional.of(
                    "SUBMISSION_UNKNOWN  interrupted before the vendor answered. It may have accepted and billed"
                            + " this order.\n  Look at the vendor's console before ordering again.");
        }
        if (live == null) {
            int left = others.getAsInt();
            return left == 0
                    ? Optional.empty()
                    : Optional.of("interrupted. " + left + (left == 1 ? " task is" : " tasks are")
                            + " not fetched yet and kept.\n  Go on waiting: reel resume --all");
        }
        return Optional.of(
                simulated
                        ? "interrupted. The built-in simulator ends with this process, and the order with it."
                        : "interrupted. The order lives on at the vendor and will be billed.\n  Go on waiting: reel resume "
                                + live);
    }

    private BillingStatus billing() {
        return cancelled ? BillingStatus.NOT_BILLED : inFlight ? BillingStatus.UNKNOWN : BillingStatus.BILLED;
    }

    /** What comes may be a refusal after which the order would be sent again: not any more. */
    private void awaitResult(Duration timeout) {
        try {
            for (long left = timeout.toMillis(); left > 0 && !isCancelled(); left -= POLL_INTERVAL_MILLIS) {
                if (submitReturned.await(Math.min(left, POLL_INTERVAL_MILLIS), TimeUnit.MILLISECONDS)) {
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
