package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.SubmitOutcome;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * Appends the created event of an order, before the order is sent. If the write fails but the line is in the file, a
 * rejected event is appended too; otherwise the order would keep its key and count towards the spend limit.
 */
final class CreatedEventAppender {

    private CreatedEventAppender() {}

    /**
     * Appends the line and forces it to the disk.
     *
     * @param repair the text that {@link JournalFileCheck} requires before the line
     * @throws IOException if that failed; then the order counts as rejected if its line is in the file
     */
    static void append(FileChannel channel, String repair, OrderEvent.Created created) throws IOException {
        String line = JournalLine.format(created);
        try {
            JournalChannel.add(channel, repair + line + "\n");
        } catch (IOException e) {
            try {
                reject(channel, line, created);
            } catch (IOException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private static void reject(FileChannel channel, String line, OrderEvent.Created created) throws IOException {
        long size = channel.size();
        String end = JournalChannel.text(channel, Math.max(0, size - line.length() - 1), size);
        boolean hasLineEnd = end.endsWith("\n");
        if (end.endsWith(line) || (hasLineEnd && end.startsWith(line))) { // otherwise the line is torn and counts not
            OrderEvent rejected = new OrderEvent.Submitted(
                    created.at(), created.intent().order(), new SubmitOutcome.Rejected(FailureKind.JOURNAL_FAILED));
            JournalChannel.add(channel, (hasLineEnd ? "" : "\n") + JournalLine.format(rejected) + "\n");
        }
    }
}
