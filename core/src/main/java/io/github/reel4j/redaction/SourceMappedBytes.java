package io.github.reel4j.redaction;

import java.util.Arrays;

/**
 * Buffers bytes in UTF-8, and stores for each byte the range of the original text from which it was decoded. Not
 * thread-safe.
 */
final class SourceMappedBytes {

    private static final char MALFORMED = '\uFFFD';

    private byte[] bytes = new byte[64];
    private int[] from = new int[64];
    private int[] to = new int[64];
    private int size;

    void add(int value, int start, int end) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, size * 2);
            from = Arrays.copyOf(from, size * 2);
            to = Arrays.copyOf(to, size * 2);
        }
        bytes[size] = (byte) value;
        from[size] = start;
        to[size++] = end;
    }

    int size() {
        return size;
    }

    /** Returns the end offset of the last byte in the original text. */
    int lastTo() {
        return to[size - 1];
    }

    void clear() {
        size = 0;
    }

    /**
     * Appends the decoded characters to {@code target} and clears the buffer. Malformed bytes become U+FFFD, which
     * matches nothing.
     */
    void flushInto(DecodedText.Builder target) {
        int i = 0;
        while (i < size) {
            int length = sequenceLength(i);
            target.appendCodePoint(
                    length == 0 ? MALFORMED : codePoint(i, length), from[i], to[i + Math.max(length, 1) - 1]);
            i += Math.max(length, 1);
        }
        size = 0;
    }

    /** Returns the length of the UTF-8 sequence that starts at {@code i}; 0 if it is malformed. */
    private int sequenceLength(int i) {
        int first = bytes[i] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (i + length > size) {
            return 0;
        }
        for (int next = 1; next < length; next++) {
            if ((bytes[i + next] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    private int codePoint(int i, int length) {
        int value = length == 1 ? bytes[i] : bytes[i] & (0xFF >> (length + 1));
        for (int next = 1; next < length; next++) {
            value = (value << 6) | (bytes[i + next] & 0x3F);
        }
        return value;
    }
}
