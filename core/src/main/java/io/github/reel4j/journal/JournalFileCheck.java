package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.stream.IntStream;

/**
 * Checks whether a file is a journal. If a crash cut off its last line, determines what must be written before the next
 * line. Reads at most the first and the last MiB of the file.
 */
final class JournalFileCheck {

    /** Marks the end of a torn line. No intact line ends with it. */
    static final String TORN_LINE = "~";

    /** The first line of every journal. */
    static final String HEADER = "reel4j journal of orders, one a line; do not edit\n";

    /** A first line with at most this many wrong bytes counts as damaged, not as foreign. */
    private static final int MAX_DAMAGED_BYTES = 4;

    private static final int MIN_COMPARED_BYTES = 16;

    private JournalFileCheck() {}

    /** Returns whether {@code line[from, to)} is the header, without its line end. */
    static boolean isHeader(byte[] line, int from, int to) {
        return to - from == HEADER.length() - 1
                && JournalLine.text(line, from, to).equals(HEADER.substring(0, HEADER.length() - 1));
    }

    /**
     * Returns whether the file is a journal or empty: it starts with the header, with a part of it or with a damaged
     * header, or its first MiB contains an intact line. So a damaged or missing first line hides no order.
     */
    static boolean isJournal(FileChannel channel) throws IOException {
        String first = JournalChannel.text(channel, 0, HEADER.length());
        return first.equals(HEADER) || HEADER.startsWith(first) || isNearlyHeader(first) || hasIntactLine(channel);
    }

    static boolean isNearlyHeader(String first) {
        int compared = Math.min(first.length(), HEADER.length() - 1);
        long damaged = IntStream.range(0, compared)
                .filter(i -> first.charAt(i) != HEADER.charAt(i))
                .count();
        return compared >= MIN_COMPARED_BYTES && damaged <= MAX_DAMAGED_BYTES;
    }

    private static boolean hasIntactLine(FileChannel channel) throws IOException {
        boolean[] found = new boolean[1];
        new JournalScanner()
                .scanToEnd(
                        channel,
                        Math.min(channel.size(), JournalScanner.MAX_LINE_BYTES),
                        (bytes, from, to, number) -> found[0] = true);
        return found[0];
    }

    /**
     * Returns the text to write before the next line: a header, the end of the last line, or nothing.
     *
     * @throws NotAJournalException if the file is not a journal
     */
    static String repair(FileChannel channel) throws IOException {
        long size = channel.size();
        String first = JournalChannel.text(channel, 0, HEADER.length());
        if (size < HEADER.length() && HEADER.startsWith(first)) {
            return HEADER.substring(first.length());
        }
        if (!first.equals(HEADER) && !isJournal(channel)) {
            throw new NotAJournalException();
        }
        if (JournalChannel.text(channel, size - 1, size).equals("\n")) {
            return "";
        }
        String end = JournalChannel.text(channel, Math.max(0, size - JournalScanner.MAX_LINE_BYTES), size);
        String last = end.substring(end.lastIndexOf('\n') + 1);
        return JournalLine.isIntact(last) ? "\n" : TORN_LINE + "\n";
    }

    /** The file is not a journal. */
    static final class NotAJournalException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
