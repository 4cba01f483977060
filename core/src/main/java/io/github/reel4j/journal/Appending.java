package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Adds one record, after what a crash has left; one that gives an order the task of another is not believed. */
final class Appending implements LockedJournalFile.JournalOperation<Either<VideoFailure, OrderEvent>> {

    private final Path file;
    private final RecentTaskOwners latest;
    private final OrderEvent entry;
    private final String line;

    Appending(Path file, RecentTaskOwners latest, OrderEvent entry) {
        this.file = file;
        this.latest = latest;
        this.entry = entry;
        this.line = JournalLine.format(entry);
    }

    @Override
    public void prepare(FileChannel channel) throws IOException {
        if (entry instanceof OrderEvent.Created || isAcceptance()) {
            latest.catchUp(channel, JournalChannel.identity(file));
        }
    }

    @Override
    public Either<VideoFailure, OrderEvent> apply(FileChannel channel) throws IOException {
        String repair = TornWriteRepair.repair(channel);
        if (isAcceptance()) {
            latest.catchUp(channel, JournalChannel.identity(file));
            Optional<OrderId> owner = latest.otherOwner(line);
            if (owner.isPresent()) {
                return Either.left(taken(channel, repair, owner.get()));
            }
        }
        JournalChannel.add(channel, repair + line + "\n");
        return Either.right(entry);
    }

    /** The order has no task that is known. */
    private VideoFailure taken(FileChannel channel, String repair, OrderId owner) throws IOException {
        OrderEvent.Submitted result = (OrderEvent.Submitted) entry;
        OrderEvent unknown = new OrderEvent.Submitted(result.at(), result.order(), new OrderOutcome.Unknown());
        JournalChannel.add(channel, repair + JournalLine.format(unknown) + "\n");
        TaskRef task = ((OrderOutcome.Accepted) result.outcome()).task();
        return JournalFailures.taskTaken(result.order(), task, owner);
    }

    private boolean isAcceptance() {
        return entry instanceof OrderEvent.Submitted submitted && submitted.outcome() instanceof OrderOutcome.Accepted;
    }

    /** An order whose caller was told that it could not be written was not sent. */
    @Override
    public boolean runsAfterTimeout() {
        return !(entry instanceof OrderEvent.Created);
    }
}
