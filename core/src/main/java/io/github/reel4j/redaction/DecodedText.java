package io.github.reel4j.redaction;

import java.util.Arrays;

/** A decoded text that maps each of its characters to a range of the original text. Immutable. */
final class DecodedText {

    private final String text;
    private final int[] from;
    private final int[] to;

    private DecodedText(String text, int[] from, int[] to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** Returns {@code text} without decoding, with the identity mapping. */
    static DecodedText of(String text) {
        Builder builder = new Builder(text.length());
        for (int i = 0; i < text.length(); i++) {
            builder.append(text.charAt(i), i, i + 1);
        }
        return builder.build();
    }

    int length() {
        return text.length();
    }

    char charAt(int index) {
        return text.charAt(index);
    }

    String text() {
        return text;
    }

    /** Returns the start offset of a character in the original text. */
    int from(int index) {
        return from[index];
    }

    /** Returns the end offset of a character in the original text, exclusive. */
    int to(int index) {
        return to[index];
    }

    /** A builder of decoded texts. Not thread-safe. */
    static final class Builder {

        private final StringBuilder text;
        private int[] from;
        private int[] to;

        Builder(int capacity) {
            text = new StringBuilder(capacity);
            from = new int[Math.max(16, capacity)];
            to = new int[from.length];
        }

        int length() {
            return text.length();
        }

        void append(char character, int start, int end) {
            int at = text.length();
            if (at == from.length) {
                from = Arrays.copyOf(from, at * 2);
                to = Arrays.copyOf(to, at * 2);
            }
            text.append(character);
            from[at] = start;
            to[at] = end;
        }

        void appendCodePoint(int codePoint, int start, int end) {
            if (Character.isBmpCodePoint(codePoint)) {
                append((char) codePoint, start, end);
            } else if (Character.isValidCodePoint(codePoint)) {
                append(Character.highSurrogate(codePoint), start, end);
                append(Character.lowSurrogate(codePoint), start, end);
            }
        }

        DecodedText build() {
            return new DecodedText(text.toString(), from, to);
        }
    }
}
