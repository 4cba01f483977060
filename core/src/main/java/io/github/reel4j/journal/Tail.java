package io.github.reel4j.journal;

/** What has to be written before the next line, given what a crash may have left at the end of the file. */
final class Tail {

    /** Ends a line that a crash cut off; no whole line ends so. */
    static final String CUT_OFF = "~";

    /** The first line of every journal. */
    static final String HEADER = "reel4j journal of orders, one a line; do not edit\n";

    private Tail() {}

    /** Whether {@code text} begins as a journal does, as far as it goes. */
    static boolean isJournal(String text) {
        return text.startsWith(HEADER) || HEADER.startsWith(text);
    }

    /** @param text all of a journal */
    static String repair(String text) {
        if (HEADER.startsWith(text)) {
            return HEADER.substring(text.length());
        }
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return last.isEmpty() ? "" : JournalLine.isWhole(last) ? "\n" : CUT_OFF + "\n";
    }
}
