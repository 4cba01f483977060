package io.github.reel4j.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.stream.IntStream;

/**
 * Tells a journal from other files, and what has to be written before the next line, given what a crash may have left at the end. Looks
 * at the first and the last bytes only, however large the file is.
 */
final class TornWriteRepair {

    /** Ends a line that a crash cut off; no whole line ends so. */
    static final String TORN_LINE = "~";

    /** The first line of every journal. */
    static final String HEADER = "reel4j journal of orders, one a line; do not edit\n";

    /** As many bytes of a first line that is damaged may differ. */
    private static final int MAX_DAMAGED_BYTES = 4;

    private static final int MIN_COMPARED_BYTES = 16;

    private TornWriteRepair() {}

    /** Whether a first line, without its end, is that of a journal. */
    static boolean isHeader(byte[] line, int from, int to) {
        return to - from == HEADER.length() - 1
                && JournalLine.text(line, from, to).equals(HEADER.substring(0, HEADER.length() - 1));
    }

    /**
     * Whether the file is a journal, as far as it goes: it begins as one does, or nearly so, or has a whole line soon. So a first line
     * that is damaged, or missing, hides no order.
     */
    static boolean isJournal(FileChannel channel) throws IOException {
        String first = JournalChannel.text(channel, 0, HEADER.length());
        return first.equals(HEADER) || HEADER.startsWith(first) || isNearlyHeader(first) || hasWholeLine(channel);
    }

    private static boolean isNearlyHeader(String first) {
        int compared = Math.min(first.length(), HEADER.length() - 1);
        long damaged = IntStream.range(0, compared)
                .filter(i -> first.charAt(i) != HEADER.charAt(i))
                .count();
        return compared >= MIN_COMPARED_BYTES && damaged <= MAX_DAMAGED_BYTES;
    }

    private static boolean hasWholeLine(FileChannel channel) throws IOException {
        boolean[] found = new boolean[1];
        new JournalScanner()
                .all(
                        channel,
                        Math.min(channel.size(), JournalScanner.MAX_LINE_BYTES),
                        (bytes, from, to, number) -> found[0] = true);
        return found[0];
    }

    /**
     * What has to be written before the next line.
     *
     * @throws NotAJournalException if the file is no journal
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

    /** The file is somebody else's. */
    static final class NotAJournalException extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
