package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads a journal in little memory: a large one is gone through twice, first for what has become of each order, then for the records of
 * those that are wanted. Used once.
 */
final class JournalReader {

    /** Open orders that are held at once. */
    static final int MAX_OPEN = 20_000;

    /** Orders that need nothing more and are held at once. */
    static final int MAX_FINISHED = 10_000;

    /** Lines in trouble that are told. */
    static final int MAX_CORRUPT_LINES = 1_000;

    /** A journal so small has not too many orders to hold them all. */
    private static final int SMALL_BYTES = 1 << 24;

    private final int maxOpen;
    private final int maxFinished;
    private final long small;
    private final Runnable progress;
    private final RecordKeyParser keys = new RecordKeyParser();
    private final List<OrderEvent> records = new ArrayList<>();
    private final List<CorruptLine> corruptLines = new ArrayList<>();

    JournalReader(int maxOpen, int maxFinished, long small, Runnable progress) {
        this.maxOpen = maxOpen;
        this.maxFinished = maxFinished;
        this.small = small;
        this.progress = progress;
    }

    static JournalSnapshot read(FileChannel channel, Runnable progress) throws IOException {
        return new JournalReader(MAX_OPEN, MAX_FINISHED, SMALL_BYTES, progress).of(channel);
    }

    static JournalSnapshot readAll(FileChannel channel, Runnable progress) throws IOException {
        return new JournalReader(0, 0, Long.MAX_VALUE, progress).of(channel);
    }

    JournalSnapshot of(FileChannel channel) throws IOException {
        long size = channel.size(); // lines that are added meanwhile are of the next reading
        if (size <= small) {
            new JournalScanner(0, 0, progress).all(channel, size, wanted((bytes, from, to) -> true, true));
            return new JournalSnapshot(records, corruptLines);
        }
        OrderIndex index = new OrderIndex();
        JournalScanner scan = new JournalScanner(0, 0, progress);
        scan.all(channel, size, indexing(index));
        index.choose(maxOpen, maxFinished);
        JournalScanner.LineVisitor wanted =
                wanted((bytes, from, to) -> keys.read(bytes, from, to) && index.isWanted(keys), false);
        BitSet blocks = index.wantedBlocks();
        for (int from = blocks.nextSetBit(0); from >= 0; ) {
            int to = blocks.nextClearBit(from);
            long start = from == 0 ? 0 : scan.blocks().get(from - 1);
            long end = to <= scan.blocks().size() ? scan.blocks().get(to - 1) : size;
            new JournalScanner(start, (long) from * JournalScanner.BLOCK_LINES, progress).all(channel, end, wanted);
            from = blocks.nextSetBit(to);
        }
        return new JournalSnapshot(records, corruptLines, index.omittedFinished(), index.omittedOpen());
    }

    private JournalScanner.LineVisitor indexing(OrderIndex index) {
        return new JournalScanner.LineVisitor() {
            @Override
            public void onLine(byte[] bytes, int from, int to, long number) {
                if (keys.read(bytes, from, to)) {
                    index.add(keys, (int) ((number - 1) / JournalScanner.BLOCK_LINES));
                } else {
                    record(bytes, from, to, number);
                }
            }

            @Override
            public void onCorruptLine(CorruptLine.Corruption kind, long number) {
                note(kind, number);
            }
        };
    }

    private interface Choice {
        boolean isWanted(byte[] bytes, int from, int to);
    }

    /** Troubles are told once. */
    private JournalScanner.LineVisitor wanted(Choice choice, boolean tellsTroubles) {
        return new JournalScanner.LineVisitor() {
            @Override
            public void onLine(byte[] bytes, int from, int to, long number) {
                if (choice.isWanted(bytes, from, to)) {
                    record(bytes, from, to, number);
                }
            }

            @Override
            public void onCorruptLine(CorruptLine.Corruption kind, long number) {
                if (tellsTroubles) {
                    note(kind, number);
                }
            }
        };
    }

    private void record(byte[] bytes, int from, int to, long number) {
        JournalLine.read(JournalLine.text(bytes, from, to)).peek(records::add).peekLeft(kind -> note(kind, number));
    }

    private void note(CorruptLine.Corruption kind, long number) {
        if (corruptLines.size() < MAX_CORRUPT_LINES) {
            corruptLines.add(new CorruptLine(number, kind));
        }
    }
}
