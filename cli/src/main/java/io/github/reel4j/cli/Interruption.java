package io.github.reel4j.cli;

import io.github.reel4j.model.TaskRef;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say when the process is told to end: an order may be on its way, or alive at the vendor. Thread-safe.
 *
 * @implNote Ctrl-C does not stop the thread that sends the order, so its answer, and with it the only handle of what was paid,
 *     can still be waited for
 */
final class Interruption {

    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile boolean sent;
    private volatile boolean everSent;
    private volatile boolean simulated;
    private volatile boolean over;
    private volatile @Nullable TaskRef task;

    /** The order is about to leave. */
    void sending(boolean toSimulator) {
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
        if (sent) {
            terminal.note("interrupted while the order was being sent; waiting up to " + patience.toSeconds()
                    + " s for the vendor's answer.");
            awaitAnswer(patience);
        }
        words().ifPresent(words -> {
            terminal.note(words);
            report.put("state", sent ? "unknown" : "running")
                    .put("error", Facts.interruption(sent, words))
                    .put("exit_code", ExitCodes.INTERRUPTED);
            report.print(terminal);
        });
    }

    private Optional<String> words() {
        TaskRef live = task;
        if (over) {
            return Optional.empty();
        }
        if (sent) {
            return Optional.of(
                    "SUBMISSION_UNKNOWN  interrupted before the vendor answered. It may have accepted and billed"
                            + " this order.\n  Look at the vendor's console before ordering again.");
        }
        if (live == null) {
            return Optional.empty();
        }
        return Optional.of(
                simulated
                        ? "interrupted. The built-in simulator ends with this process, and the order with it."
                        : "interrupted. The order lives on at the vendor and will be billed.\n  Go on waiting: reel resume "
                                + live);
    }

    private void awaitAnswer(Duration patience) {
        try {
            boolean unused = answered.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
