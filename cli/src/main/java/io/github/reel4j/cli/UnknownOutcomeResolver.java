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

/**
 * Resolves one order of unknown outcome: records either the task that the vendor confirmed, or the fact that the
 * vendor did not accept the order.
 */
final class UnknownOutcomeResolver {

    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int MIN_KEY_CHARS = 8;
    private static final String STILL_UNKNOWN =
            "\n  Nothing was recorded. The outcome of the order is still unknown; assume that it was billed.";

    private final CliContext context;
    private final CliJournal journal;
    private final OrderEvent.Resolved notAccepted;

    /** @param notAccepted the event to record if there is no task */
    UnknownOutcomeResolver(CliContext context, CliJournal journal, OrderEvent.Resolved notAccepted) {
        this.context = context;
        this.journal = journal;
        this.notAccepted = notAccepted;
    }

    /**
     * Records the resolution and returns it.
     *
     * @param name the vendor's id of the task, or its whole reference; empty if the vendor accepted no order
     * @throws CliException if {@code name} is invalid, or the outcome of the order is not unknown
     * @throws VideoException if the vendor does not know the task or cannot be reached
     */
    OrderEvent.Resolved resolve(Optional<String> name) {
        journal.checkResolvable(notAccepted);
        if (name.isEmpty()) {
            journal.resolve(notAccepted);
            return notAccepted;
        }
        OrderEvent.Resolved resolved = findTask(journal.find(notAccepted.order()), name.get());
        journal.checkResolvable(resolved);
        resolved.task().ifPresent(this::confirmAtVendor);
        journal.resolve(resolved);
        return resolved;
    }

    private OrderEvent.Resolved findTask(OrderSummary order, String name) {
        try {
            TaskRef task = name.startsWith("reel:")
                    ? TaskRef.parse(name)
                    : order.intent().orElseThrow().task(name.strip(), order.at());
            return new OrderEvent.Resolved(notAccepted.at(), notAccepted.order(), Optional.of(task), notAccepted.by());
        } catch (IllegalArgumentException e) {
            throw new CliException(ExitCodes.USAGE, "--task: " + e.getMessage());
        }
    }

    /** Polls the task once, to detect a mistyped id. Messages do not repeat it, because it may be an API key. */
    private void confirmAtVendor(TaskRef task) {
        try (ClientWithSimulators session =
                ClientFactory.forTasks(context, task.provider(), TIMEOUT, OrderJournal.none())) {
            var unused = session.client().status(task);
        } catch (VideoException e) {
            if (e.kind() != FailureKind.NO_RESULT) { // the task exists: it succeeded, but without a URL
                throw new VideoException(unconfirmed(task, e.failure()));
            }
        }
    }

    private static VideoFailure unconfirmed(TaskRef task, VideoFailure failure) {
        String vendor = task.provider().value();
        return VideoFailure.of(
                FailureKind.SUBMISSION_UNKNOWN,
                failure.kind() == FailureKind.TASK_NOT_FOUND
                        ? vendor + " does not know a task with this id, or no longer. Compare the id with " + vendor
                                + "'s console." + STILL_UNKNOWN
                        : vendor + " could not confirm the task: " + redact(task, failure.message()) + STILL_UNKNOWN);
    }

    private static String redact(TaskRef task, String text) {
        String redacted = text.replace(task.toString(), "***");
        return task.id().length() < MIN_KEY_CHARS ? redacted : redacted.replace(task.id(), "***");
    }
}
