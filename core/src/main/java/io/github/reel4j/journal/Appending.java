package io.github.reel4j.journal;

import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderOutcome;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** Adds one record, after what a crash has left; one that gives an order the task of another is not believed. */
final class Appending implements OneWriter.Work<Either<VideoFailure, OrderRecord>> {

    private final Path file;
    private final LatestTasks latest;
    private final OrderRecord entry;
    private final String line;

    Appending(Path file, LatestTasks latest, OrderRecord entry) {
        this.file = file;
        this.latest = latest;
        this.entry = entry;
        this.line = JournalLine.print(entry);
    }

    @Override
    public void prepare(FileChannel channel) throws IOException {
        if (entry instanceof OrderRecord.Intended || isAcceptance()) {
            latest.catchUp(channel, JournalFile.identity(file));
        }
    }

    @Override
    public Either<VideoFailure, OrderRecord> with(FileChannel channel) throws IOException {
        String repair = Tail.repair(channel);
        if (isAcceptance()) {
            latest.catchUp(channel, JournalFile.identity(file));
            Optional<OrderId> owner = latest.otherOwner(line);
            if (owner.isPresent()) {
                return Either.left(taken(channel, repair, owner.get()));
            }
        }
        JournalFile.add(channel, repair + line + "\n");
        return Either.right(entry);
    }

    /** The order has no task that is known. */
    private VideoFailure taken(FileChannel channel, String repair, OrderId owner) throws IOException {
        OrderRecord.Answered answer = (OrderRecord.Answered) entry;
        OrderRecord unknown = new OrderRecord.Answered(answer.at(), answer.order(), new OrderOutcome.Unknown());
        JournalFile.add(channel, repair + JournalLine.print(unknown) + "\n");
        TaskRef task = ((OrderOutcome.Accepted) answer.outcome()).task();
        return JournalFailures.taken(answer.order(), task, owner);
    }

    private boolean isAcceptance() {
        return entry instanceof OrderRecord.Answered answered && answered.outcome() instanceof OrderOutcome.Accepted;
    }

    /** An order whose caller was told that it could not be written was not sent. */
    @Override
    public boolean isWantedLate() {
        return !(entry instanceof OrderRecord.Intended);
    }
}
