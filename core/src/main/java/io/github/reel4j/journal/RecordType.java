package io.github.reel4j.journal;

import org.jspecify.annotations.Nullable;

/** The types of journal records, each with its word in the file and with the word that older versions wrote. */
enum RecordType {
    CREATED("created", "intended", true, false),
    ACCEPTED("accepted", "accepted", true, true),
    REJECTED("rejected", "refused", true, false),
    UNKNOWN("unknown", "unknown", true, false),
    RESOLVED("resolved", "settled", true, false),
    COMPLETED("completed", "made", false, true),
    FAILED("failed", "failed", false, true),
    DOWNLOADED("downloaded", "delivered", false, true);

    private final String word;
    private final String oldWord;
    private final boolean needsOrder;
    private final boolean needsTask;

    RecordType(String word, String oldWord, boolean needsOrder, boolean needsTask) {
        this.word = word;
        this.oldWord = oldWord;
        this.needsOrder = needsOrder;
        this.needsTask = needsTask;
    }

    /** Returns the type whose new or old word is {@code line[from, to)}, or null if this version knows no such word. */
    static @Nullable RecordType parse(byte[] line, int from, int to) {
        for (RecordType each : values()) {
            if (isWord(each.word, line, from, to) || isWord(each.oldWord, line, from, to)) {
                return each;
            }
        }
        return null;
    }

    /**
     * Returns the type with this new or old word.
     *
     * @throws IllegalArgumentException if this version knows no such word
     */
    static RecordType parse(String word) {
        byte[] bytes = JournalLine.bytes(word);
        RecordType type = parse(bytes, 0, bytes.length);
        if (type == null) {
            throw new IllegalArgumentException("no record type: " + word);
        }
        return type;
    }

    private static boolean isWord(String word, byte[] line, int from, int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (line[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a record of this type can be assigned to an order, given the keys that its line has. */
    boolean isComplete(boolean hasOrder, boolean hasTask) {
        return (hasOrder || !needsOrder) && (hasTask || !needsTask);
    }

    /** Returns the word that is written. */
    @Override
    public String toString() {
        return word;
    }
}
