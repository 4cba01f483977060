package io.github.reel4j.cli;

import io.github.reel4j.model.Billing;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.TimeSpan;
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
final class Interruption {

    private static final long LOOK_AGAIN_MILLIS = 20;

    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean sent;
    private volatile boolean everSent;
    private volatile boolean simulated;
    private volatile boolean over;
    private volatile boolean withdrawn;
    private volatile BooleanSupplier withdrawal = () -> false;
    private volatile IntSupplier others = () -> 0;
    private volatile @Nullable TaskRef task;

    /**
     * The order is about to leave.
     *
     * @param withdrawal keeps it from being sent, now or again, and says whether it could: not while an answer is awaited
     */
    void sending(boolean toSimulator, BooleanSupplier withdrawal) {
        this.withdrawal = withdrawal;
        simulated = toSimulator;
        sent = true;
        everSent = true;
    }

    /** Whether this run has tried to order: whatever broke since, money may have been spent. */
    boolean everSent() {
        return everSent && !simulated;
    }

    /** The vendor has answered, with a task or with a refusal. */
    void answered(Optional<TaskRef> accepted) {
        task = accepted.orElse(null);
        sent = false;
        answered.countDown();
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
    void over() {
        over = true;
    }

    /** Says what happens to the order now; called when the process ends. */
    void tell(Terminal terminal, Report report, Duration patience) {
        if (over) {
            return;
        }
        terminal.beStill();
        if (sent && !isWithdrawn()) {
            terminal.note("interrupted while the order was being sent; waiting up to " + TimeSpan.describe(patience)
                    + " for the vendor's answer.");
            awaitAnswer(patience);
        }
        words().ifPresent(words -> {
            terminal.note(words);
            report.put("state", withdrawn ? "not-ordered" : sent ? "unknown" : "running")
                    .put("error", Facts.interruption(billing(), words))
                    .put("exit_code", ExitCodes.INTERRUPTED);
            report.print(terminal);
        });
    }

    private Optional<String> words() {
        TaskRef live = task;
        if (over) {
            return Optional.empty();
        }
        if (withdrawn) {
            return Optional.of("interrupted. The vendor has taken no order, and none is sent any more. Billed: no.");
        }
        if (sent) {
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

    private Billing billing() {
        return withdrawn ? Billing.NO : sent ? Billing.MAYBE : Billing.YES;
    }

    /** What comes may be a refusal after which the order would be sent again: not any more. */
    private void awaitAnswer(Duration patience) {
        try {
            for (long left = patience.toMillis(); left > 0 && !isWithdrawn(); left -= LOOK_AGAIN_MILLIS) {
                if (answered.await(Math.min(left, LOOK_AGAIN_MILLIS), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isWithdrawn() {
        withdrawn = withdrawn || withdrawal.getAsBoolean();
        return withdrawn;
    }
}
