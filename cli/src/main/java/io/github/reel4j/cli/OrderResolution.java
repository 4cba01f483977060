package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import java.time.Duration;
import java.util.Optional;

/** Settles one order of unknown fate: with its task, once the vendor has said that there is one, or without. */
final class OrderResolution {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int MIN_KEY_CHARS = 8;
    private static final String STILL_UNKNOWN =
            "\n  Nothing was written: the order's fate is as unknown as before. Count it as spent.";

    private final CliContext context;
    private final CliJournal journal;
    private final OrderEvent.Resolved journalWithoutNotes;

    /** @param bare without a task */
    OrderResolution(CliContext context, CliJournal journal, OrderEvent.Resolved bare) {
        this.context = context;
        this.journal = journal;
        this.journalWithoutNotes = bare;
    }

    /**
     * What was written down.
     *
     * @param name what the vendor calls the task, or all of its reference; empty if there is none
     * @throws VideoException if the vendor knows no such task, or cannot be asked; or the order is not of unknown fate
     */
    OrderEvent.Resolved resolve(Optional<String> name) {
        journal.checkSettleable(journalWithoutNotes);
        if (name.isEmpty()) {
            journal.resolve(journalWithoutNotes);
            return journalWithoutNotes;
        }
        OrderEvent.Resolved resolved = findTask(journal.find(journalWithoutNotes.order()), name.get());
        journal.checkSettleable(resolved);
        resolved.task().ifPresent(this::confirmAtVendor);
        journal.resolve(resolved);
        return resolved;
    }

    private OrderEvent.Resolved findTask(OrderSummary order, String name) {
        try {
            TaskRef task = name.startsWith("reel:")
                    ? TaskRef.parse(name)
                    : order.intent().orElseThrow().task(name.strip(), order.at());
            return new OrderEvent.Resolved(
                    journalWithoutNotes.at(), journalWithoutNotes.order(), Optional.of(task), journalWithoutNotes.by());
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCodes.USAGE, "--task: " + e.getMessage());
        }
    }

    /** Asks the vendor once, so that a slip of the pen does not lose the task. What was typed is not repeated: it may be a key. */
    private void confirmAtVendor(TaskRef task) {
        try (ClientSession open = ClientFactory.forTasks(context, task.provider(), TIMEOUT, OrderJournal.none())) {
            var unused = open.client().status(task);
        } catch (VideoException e) {
            if (e.failure().kind() != FailureKind.NO_RESULT) { // made, says the vendor, if not where
                throw new VideoException(unconfirmed(task, e.failure()));
            }
        }
    }

    private static VideoFailure unconfirmed(TaskRef task, VideoFailure failure) {
        String vendor = task.provider().value();
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                failure.kind() == FailureKind.TASK_NOT_FOUND
                        ? vendor + " knows no task of that name, or has forgotten it. Compare it with what " + vendor
                                + "'s console says." + STILL_UNKNOWN
                        : vendor + " could not be asked whether there is such a task: "
                                + redact(task, failure.message())
                                + STILL_UNKNOWN);
    }

    private static String redact(TaskRef task, String text) {
        String reported = text.replace(task.toString(), "***");
        return task.id().length() < MIN_KEY_CHARS ? reported : reported.replace(task.id(), "***");
    }
}
