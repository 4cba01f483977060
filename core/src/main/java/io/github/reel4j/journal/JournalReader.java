package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads a journal in bounded memory. A large file is scanned twice: first for the state of each order, then for the
 * events of the selected orders. Use each instance once.
 */
final class JournalReader {

    /** The number of open orders in a snapshot of a large file. */
    static final int MAX_OPEN = 20_000;

    /** The number of finished orders in a snapshot of a large file. */
    static final int MAX_FINISHED = 10_000;

    /** The number of corrupt lines that are reported. */
    static final int MAX_CORRUPT_LINES = 1_000;

    /** Of a file up to this size, all orders are read. */
    private static final int SMALL_BYTES = 1 << 24;

    private final int maxOpen;
    private final int maxFinished;
    private final long maxFullyRead;
    private final Runnable progress;
    private final PartialRecordParser keys = new PartialRecordParser();
    private final List<OrderEvent> events = new ArrayList<>();
    private final List<CorruptLine> corruptLines = new ArrayList<>();

    JournalReader(int maxOpen, int maxFinished, long maxFullyRead, Runnable progress) {
        this.maxOpen = maxOpen;
        this.maxFinished = maxFinished;
        this.maxFullyRead = maxFullyRead;
        this.progress = progress;
    }

    static JournalSnapshot read(FileChannel channel, Runnable progress) throws IOException {
        return new JournalReader(MAX_OPEN, MAX_FINISHED, SMALL_BYTES, progress).read(channel);
    }

    static JournalSnapshot readAll(FileChannel channel, Runnable progress) throws IOException {
        return new JournalReader(0, 0, Long.MAX_VALUE, progress).read(channel);
    }

    JournalSnapshot read(FileChannel channel) throws IOException {
        long size = channel.size(); // lines that are added from now on belong to the next read
        if (size <= maxFullyRead) {
            new JournalScanner(0, 0, progress).scanToEnd(channel, size, filtering((bytes, from, to) -> true, true));
            return new JournalSnapshot(events, corruptLines);
        }
        OrderIndex index = new OrderIndex();
        JournalScanner scan = new JournalScanner(0, 0, progress);
        scan.scanToEnd(channel, size, indexing(index));
        index.select(maxOpen, maxFinished);
        JournalScanner.LineVisitor selected =
                filtering((bytes, from, to) -> keys.read(bytes, from, to) && index.isSelected(keys), false);
        BitSet blocks = index.selectedBlocks();
        for (int from = blocks.nextSetBit(0); from >= 0; ) {
            int to = blocks.nextClearBit(from);
            long start = from == 0 ? 0 : scan.blocks().get(from - 1);
            long end = to <= scan.blocks().size() ? scan.blocks().get(to - 1) : size;
            new JournalScanner(start, (long) from * JournalScanner.BLOCK_LINES, progress)
                    .scanToEnd(channel, end, selected);
            from = blocks.nextSetBit(to);
        }
        return new JournalSnapshot(events, corruptLines, index.omittedFinished(), index.omittedOpen());
    }

    private JournalScanner.LineVisitor indexing(OrderIndex index) {
        return new JournalScanner.LineVisitor() {
            @Override
            public void onLine(byte[] bytes, int from, int to, long number) {
                if (keys.read(bytes, from, to)) {
                    index.add(keys, (int) ((number - 1) / JournalScanner.BLOCK_LINES));
                } else {
                    addEvent(bytes, from, to, number);
                }
            }

            @Override
            public void onCorruptLine(CorruptLine.Corruption kind, long number) {
                addCorruptLine(kind, number);
            }
        };
    }

    private interface LineFilter {
        boolean accepts(byte[] bytes, int from, int to);
    }

    private JournalScanner.LineVisitor filtering(LineFilter filter, boolean reportsCorruptLines) {
        return new JournalScanner.LineVisitor() {
            @Override
            public void onLine(byte[] bytes, int from, int to, long number) {
                if (filter.accepts(bytes, from, to)) {
                    addEvent(bytes, from, to, number);
                }
            }

            @Override
            public void onCorruptLine(CorruptLine.Corruption kind, long number) {
                if (reportsCorruptLines) {
                    addCorruptLine(kind, number);
                }
            }
        };
    }

    private void addEvent(byte[] bytes, int from, int to, long number) {
        JournalLine.read(JournalLine.text(bytes, from, to))
                .peek(events::add)
                .peekLeft(kind -> addCorruptLine(kind, number));
    }

    private void addCorruptLine(CorruptLine.Corruption kind, long number) {
        if (corruptLines.size() < MAX_CORRUPT_LINES) {
            corruptLines.add(new CorruptLine(number, kind));
        }
    }
}
