package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Appends one event to the journal, after repairing a torn last line. An acceptance with a task that belongs to another
 * order is recorded as unknown instead.
 */
final class AppendOperation implements LockingJournalFile.JournalOperation<Either<VideoFailure, OrderEvent>> {

    private final Path file;
    private final RecentTaskOwners recentOwners;
    private final OrderEvent event;
    private final String line;

    AppendOperation(Path file, RecentTaskOwners recentOwners, OrderEvent event) {
        this.file = file;
        this.recentOwners = recentOwners;
        this.event = event;
        this.line = JournalLine.format(event);
    }

    @Override
    public void prepare(FileChannel channel) throws IOException {
        if (event instanceof OrderEvent.Created || isAcceptance()) {
            recentOwners.catchUp(channel, JournalChannel.identity(file));
        }
    }

    @Override
    public Either<VideoFailure, OrderEvent> apply(FileChannel channel) throws IOException {
        String repair = JournalFileCheck.repair(channel);
        if (isAcceptance()) {
            recentOwners.catchUp(channel, JournalChannel.identity(file));
            Optional<OrderId> owner = recentOwners.otherOwner(line);
            if (owner.isPresent()) {
                return Either.left(recordUnknown(channel, repair, owner.get()));
            }
        }
        if (event instanceof OrderEvent.Created created) {
            CreatedEventAppender.append(channel, repair, created);
        } else {
            JournalChannel.add(channel, repair + line + "\n");
        }
        return Either.right(event);
    }

    /** Records that the outcome of the order is unknown, because its task belongs to {@code owner}. */
    private VideoFailure recordUnknown(FileChannel channel, String repair, OrderId owner) throws IOException {
        OrderEvent.Submitted result = (OrderEvent.Submitted) event;
        OrderEvent unknown = new OrderEvent.Submitted(result.at(), result.order(), new SubmitOutcome.Indeterminate());
        JournalChannel.add(channel, repair + JournalLine.format(unknown) + "\n");
        TaskRef task = ((SubmitOutcome.Accepted) result.outcome()).task();
        return JournalFailures.taskTaken(result.order(), task, owner);
    }

    private boolean isAcceptance() {
        return event instanceof OrderEvent.Submitted submitted && submitted.outcome() instanceof SubmitOutcome.Accepted;
    }

    /** Returns false for a created event, because an order is not sent after its event has failed. */
    @Override
    public boolean runsAfterTimeout() {
        return !(event instanceof OrderEvent.Created);
    }
}
