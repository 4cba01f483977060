package io.github.reel4j.cli;

import io.github.reel4j.VideoException;
import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.TaskJournal;
import java.time.Duration;
import java.util.Optional;

/** Settles one order of unknown fate: with its task, once the vendor has said that there is one, or without. */
final class Settlement {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int SHORTEST_KEY = 8;
    private static final String STILL_UNKNOWN =
            "\n  Nothing was written: the order's fate is as unknown as before. Count it as spent.";

    private final Session session;
    private final OrderJournal journal;
    private final OrderRecord.Settled bare;

    /** @param bare without a task */
    Settlement(Session session, OrderJournal journal, OrderRecord.Settled bare) {
        this.session = session;
        this.journal = journal;
        this.bare = bare;
    }

    /**
     * What was written down.
     *
     * @param name what the vendor calls the task, or all of its reference; empty if there is none
     * @throws VideoException if the vendor knows no such task, or cannot be asked; or the order is not of unknown fate
     */
    OrderRecord.Settled with(Optional<String> name) {
        journal.checkSettleable(bare);
        if (name.isEmpty()) {
            journal.settle(bare);
            return bare;
        }
        OrderRecord.Settled settled = found(journal.find(bare.order()), name.get());
        journal.checkSettleable(settled);
        settled.task().ifPresent(this::confirm);
        journal.settle(settled);
        return settled;
    }

    private OrderRecord.Settled found(JournaledOrder order, String name) {
        try {
            TaskRef task = name.startsWith("reel:")
                    ? TaskRef.parse(name)
                    : order.intent().orElseThrow().task(name.strip(), order.at());
            return new OrderRecord.Settled(bare.at(), bare.order(), Optional.of(task), bare.by());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(ExitCodes.USAGE, "--task: " + e.getMessage());
        }
    }

    /** Asks the vendor once, so that a slip of the pen does not lose the task. What was typed is not repeated: it may be a key. */
    private void confirm(TaskRef task) {
        try (OpenClient open = OrderDesk.forTasks(session, task.provider(), PATIENCE, TaskJournal.none())) {
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
                                + discreet(task, failure.message())
                                + STILL_UNKNOWN);
    }

    private static String discreet(TaskRef task, String text) {
        String told = text.replace(task.toString(), "***");
        return task.id().length() < SHORTEST_KEY ? told : told.replace(task.id(), "***");
    }
}
