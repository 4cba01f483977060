package io.github.reel4j.validation;

/** Formats rejected values for messages. */
final class RejectedValueFormatter {

    private static final int MAX_CHARS = 60;

    private RejectedValueFormatter() {}

    /** Removes control characters and shortens long texts, so that messages stay readable. */
    static String shorten(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}", " ");
        int length = oneLine.codePointCount(0, oneLine.length());
        return length <= MAX_CHARS ? oneLine : oneLine.substring(0, oneLine.offsetByCodePoints(0, MAX_CHARS)) + "...";
    }
}
