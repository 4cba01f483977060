package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Scans the lines of a journal in bounded memory, and can continue later with the lines that were added. Treats CR LF
 * as LF. Not thread-safe.
 */
final class JournalScanner {

    /** Far more than the longest line that is ever written. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int MAX_READ_BYTES = 1 << 17;

    /** More than 2 lines and a header. */
    private static final int MAX_SALVAGED_BYTES = 1 << 14;

    private static final char END = '\n';

    /** The number of lines in a block; only the positions of blocks are kept. */
    static final int BLOCK_LINES = 1 << 12;

    private final Runnable progress;
    private final List<Long> blocks = new ArrayList<>();
    private byte[] buffer = new byte[0];
    private long position;
    private long bufferOffset;
    private long lines;

    /**
     * Creates a scanner that starts at {@code position}.
     *
     * @param position where a line starts
     * @param lines how many lines are before it
     * @param progress called after each read
     */
    JournalScanner(long position, long lines, Runnable progress) {
        this.position = position;
        this.lines = lines;
        this.progress = progress;
    }

    JournalScanner() {
        this(0, 0, () -> {});
    }

    /** Visits each line except the header. */
    interface LineVisitor {

        /** Visits an intact line of any version: the bytes from {@code from} to {@code to}, without the line end. */
        void onLine(byte[] bytes, int from, int to, long number);

        /** Visits a line that is damaged or was cut off. */
        default void onCorruptLine(CorruptLine.Corruption kind, long number) {}
    }

    /** Returns the start positions of the scanned blocks of {@link #BLOCK_LINES} lines, except the first. */
    List<Long> blocks() {
        return blocks;
    }

    /** Returns the position in the file of a line with an end, given its {@code from}, during its visit. */
    long positionOf(int from) {
        return bufferOffset + from;
    }

    /** Returns the start of the first line whose end was not yet scanned. */
    long position() {
        return position;
    }

    /** Continues with the lines that end before {@code size}. */
    void scanEndedLines(FileChannel channel, long size, LineVisitor visitor) throws IOException {
        scan(channel, size, visitor);
    }

    /** Continues with all lines, and with an intact last line that has no line end yet. */
    void scanToEnd(FileChannel channel, long size, LineVisitor visitor) throws IOException {
        int kept = scan(channel, size, visitor);
        int end = withoutReturn(0, kept);
        if (JournalLine.isIntact(buffer, 0, end)) {
            visitor.onLine(buffer, 0, end, lines + 1);
        }
    }

    /** Returns how many bytes of an unended last line are at the start of the buffer; 0 if that line is too long. */
    private int scan(FileChannel channel, long size, LineVisitor visitor) throws IOException {
        grow(size - position);
        int kept = 0; // bytes of a line whose end was not read yet
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
            bufferOffset = offset - end;
            int from = 0;
            String part = JournalLine.text(buffer, kept, end); // String.indexOf is vectorized
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
                from = end - 2; // enough to see how the line ends
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
        } else if (lines > 1 || !JournalFileCheck.isHeader(buffer, from, to)) {
            visitor.onCorruptLine(kindOf(from, to), lines);
            salvage(visitor, from, to);
        }
    }

    private CorruptLine.Corruption kindOf(int from, int to) {
        return to > from && buffer[to - 1] == JournalFileCheck.TORN_LINE.charAt(0)
                ? CorruptLine.Corruption.CUT_OFF
                : CorruptLine.Corruption.DAMAGED;
    }

    /** Visits the intact lines within a damaged one: lines run together if the line end between them is damaged. */
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
