package io.github.reel4j.redaction;

import java.text.Normalizer;
import java.util.Arrays;

/**
 * A text reduced to what is compared: letters, digits and symbols, without case, accents, spaces and punctuation. For each
 * character it knows the one of the unreduced text that it came from.
 */
final class NormalizedText {

    private final DecodedText source;
    private final StringBuilder text;
    private final int[] places;

    private NormalizedText(DecodedText source, StringBuilder text, int[] places) {
        this.source = source;
        this.text = text;
        this.places = places;
    }

    static NormalizedText of(DecodedText source) {
        StringBuilder text = new StringBuilder(source.length());
        int[] places = new int[source.length() + 16];
        for (int i = 0; i < source.length(); ) {
            int codePoint = source.text().codePointAt(i);
            int before = text.length();
            append(codePoint, text);
            if (text.length() > places.length) {
                places = Arrays.copyOf(places, text.length() * 2);
            }
            Arrays.fill(places, before, text.length(), i);
            i += Character.charCount(codePoint);
        }
        return new NormalizedText(source, text, places);
    }

    static String of(String text) {
        StringBuilder compared = new StringBuilder(text.length());
        text.codePoints().forEach(each -> append(each, compared));
        return compared.toString();
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

    /** Where in the original text the characters begin that were compared from {@code begin} on. */
    int from(int start) {
        return source.from(places[start]);
    }

    /** Where in the original text the characters end that were compared up to {@code end}, exclusive. */
    int to(int end) {
        int last = places[end - 1];
        boolean pair = Character.isHighSurrogate(source.charAt(last)) && last + 1 < source.length();
        return source.to(pair ? last + 1 : last);
    }

    /** Whether the characters from {@code begin} to {@code end}, exclusive, are whole words in the unreduced text. */
    boolean areWords(int start, int end) {
        int first = places[start];
        int after = places[end - 1] + 1;
        return (first == 0 || !Character.isLetterOrDigit(source.charAt(first - 1)))
                && (after >= source.length() || !Character.isLetterOrDigit(source.charAt(after)));
    }
}
