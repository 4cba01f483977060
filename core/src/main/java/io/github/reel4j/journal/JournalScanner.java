package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Goes through the lines of a journal in bounded memory, from where it has come to. A line that ends in CR LF is read as if it ended in
 * LF. Not thread-safe.
 */
final class JournalScanner {

    /** No record is longer, by far. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int MAX_READ_BYTES = 1 << 17;

    /** More than two records and a header. */
    private static final int MAX_SALVAGED_BYTES = 1 << 14;

    private static final char END = '\n';

    /** Lines of which one position is kept. */
    static final int BLOCK_LINES = 1 << 12;

    private final Runnable progress;
    private final List<Long> blocks = new ArrayList<>();
    private byte[] buffer = new byte[0];
    private long position;
    private long lines;

    /**
     * @param position where a line begins
     * @param lines how many lines are before it
     * @param progress is called for each part that is read
     */
    JournalScanner(long position, long lines, Runnable progress) {
        this.position = position;
        this.lines = lines;
        this.progress = progress;
    }

    JournalScanner() {
        this(0, 0, () -> {});
    }

    /** Is told of each line but the header. */
    interface LineVisitor {

        /** A whole line of any version, without its end: the bytes from {@code from} to {@code to}. */
        void onLine(byte[] bytes, int from, int to, long number);

        /** A line that is damaged or was cut off. */
        default void onCorruptLine(CorruptLine.Corruption kind, long number) {}
    }

    /** Where the blocks of {@link #BLOCK_LINES} lines begin that it has come to, but for the first. */
    List<Long> blocks() {
        return blocks;
    }

    /** Where the first line begins that no visitor has seen with its end. */
    long position() {
        return position;
    }

    /** Goes on with the lines that end before {@code size}. */
    void scanEnded(FileChannel channel, long size, LineVisitor visitor) throws IOException {
        scan(channel, size, visitor);
    }

    /** The same, and with the last one, if it has no end yet: its writer may be at work. */
    void all(FileChannel channel, long size, LineVisitor visitor) throws IOException {
        int rest = scan(channel, size, visitor);
        int end = withoutReturn(0, rest);
        if (JournalLine.isIntact(buffer, 0, end)) {
            visitor.onLine(buffer, 0, end, lines + 1);
        }
    }

    /** How many bytes of a line without an end are in the buffer, from its start; none of one that is too long. */
    private int scan(FileChannel channel, long size, LineVisitor visitor) throws IOException {
        grow(size - position);
        int kept = 0; // of a line whose end has not been seen
        boolean skipping = false;
        long offset = position;
        while (offset < size) {
            int read = channel.read(
                    ByteBuffer.wrap(buffer, kept, (int)
                            Math.min(Math.min(buffer.length - kept, MAX_READ_BYTES), size - offset)),
                    offset);
            if (read <= 0) {
                break;
            }
            progress.run();
            offset += read;
            int end = kept + read;
            int from = 0;
            String part = JournalLine.text(buffer, kept, end); // its search for a character is the fastest there is
            for (int at = part.indexOf(END); at >= 0; at = part.indexOf(END, at + 1)) {
                lines++;
                report(visitor, from, withoutReturn(from, kept + at), skipping);
                skipping = false;
                from = kept + at + 1;
                position = offset - end + from;
                if (lines % BLOCK_LINES == 0) {
                    blocks.add(position);
                }
            }
            kept = end - from;
            if (kept == buffer.length) {
                skipping = true;
                from = end - 2; // enough to tell how it ends
                kept = 2;
            }
            System.arraycopy(buffer, from, buffer, 0, kept);
        }
        return skipping ? 0 : kept;
    }

    private void report(LineVisitor visitor, int from, int to, boolean tooLong) {
        if (tooLong) {
            visitor.onCorruptLine(kindOf(from, to), lines);
        } else if (JournalLine.isIntact(buffer, from, to)) {
            visitor.onLine(buffer, from, to, lines);
        } else if (lines > 1 || !TornWriteRepair.isHeader(buffer, from, to)) {
            visitor.onCorruptLine(kindOf(from, to), lines);
            salvage(visitor, from, to);
        }
    }

    private CorruptLine.Corruption kindOf(int from, int to) {
        return to > from && buffer[to - 1] == TornWriteRepair.TORN_LINE.charAt(0)
                ? CorruptLine.Corruption.CUT_OFF
                : CorruptLine.Corruption.DAMAGED;
    }

    /** Tells of the whole lines that have become one because the ends between them are damaged. */
    private void salvage(LineVisitor visitor, int from, int to) {
        if (JournalLine.isIntact(buffer, from, to)) {
            visitor.onLine(buffer, from, to, lines);
            return;
        }
        for (int i = from + 1; i < Math.min(to, from + MAX_SALVAGED_BYTES); i++) {
            if (JournalLine.mayStart(buffer, i, to) && JournalLine.isIntact(buffer, i, to)) {
                salvage(visitor, from, i - 1);
                visitor.onLine(buffer, i, to, lines);
                return;
            }
        }
    }

    private int withoutReturn(int from, int to) {
        return to > from && buffer[to - 1] == '\r' ? to - 1 : to;
    }

    private void grow(long needed) {
        int length = (int) Math.max(4, Math.min(MAX_LINE_BYTES, needed + 1));
        if (buffer.length < length) {
            buffer = new byte[length];
        }
    }
}
