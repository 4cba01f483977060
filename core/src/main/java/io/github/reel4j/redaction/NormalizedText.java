package io.github.reel4j.redaction;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text normalized for comparison: letters, digits and symbols, without case, accents, spaces and punctuation. It maps
 * each character to its position in the source text.
 */
final class NormalizedText {

    private final DecodedText source;
    private final StringBuilder text;
    private final int[] positions;

    private NormalizedText(DecodedText source, StringBuilder text, int[] positions) {
        this.source = source;
        this.text = text;
        this.positions = positions;
    }

    static NormalizedText of(DecodedText source) {
        StringBuilder text = new StringBuilder(source.length());
        int[] positions = new int[source.length() + 16];
        for (int i = 0; i < source.length(); ) {
            int codePoint = source.text().codePointAt(i);
            int before = text.length();
            append(codePoint, text);
            if (text.length() > positions.length) {
                positions = Arrays.copyOf(positions, text.length() * 2);
            }
            Arrays.fill(positions, before, text.length(), i);
            i += Character.charCount(codePoint);
        }
        return new NormalizedText(source, text, positions);
    }

    static String of(String text) {
        StringBuilder normalized = new StringBuilder(text.length());
        text.codePoints().forEach(each -> append(each, normalized));
        return normalized.toString();
    }

    private static void append(int codePoint, StringBuilder text) {
        if (codePoint < 0x80) {
            if (Character.isLetterOrDigit(codePoint)) {
                text.append((char) Character.toLowerCase(codePoint));
            }
        } else if (Character.isIdeographic(codePoint)) {
            text.appendCodePoint(codePoint);
        } else if (codePoint != 0xFFFD) {
            Normalizer.normalize(Character.toString(codePoint), Normalizer.Form.NFKD)
                    .codePoints()
                    .filter(NormalizedText::isCompared)
                    .map(each -> Character.toLowerCase(Character.toUpperCase(each)))
                    .forEach(text::appendCodePoint);
        }
    }

    private static boolean isCompared(int codePoint) {
        return Character.isLetterOrDigit(codePoint) || Character.getType(codePoint) == Character.OTHER_SYMBOL;
    }

    CharSequence text() {
        return text;
    }

    int length() {
        return text.length();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    String substring(int start, int end) {
        return text.substring(start, end);
    }

    /** Returns the start offset, in the original text, of the normalized character at {@code start}. */
    int from(int start) {
        return source.from(positions[start]);
    }

    /** Returns the end offset, in the original text, of the normalized characters before {@code end}, exclusive. */
    int to(int end) {
        int last = positions[end - 1];
        boolean pair = Character.isHighSurrogate(source.charAt(last)) && last + 1 < source.length();
        return source.to(pair ? last + 1 : last);
    }

    /**
     * Returns whether the characters from {@code start} to {@code end}, exclusive, are whole words in the source text.
     */
    boolean areWords(int start, int end) {
        int first = positions[start];
        int after = positions[end - 1] + 1;
        return (first == 0 || !Character.isLetterOrDigit(source.charAt(first - 1)))
                && (after >= source.length() || !Character.isLetterOrDigit(source.charAt(after)));
    }
}
