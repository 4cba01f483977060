package io.github.reel4j.redaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Decodes base64 and hexadecimal runs within a text, at every possible start offset. Both base64 alphabets are known;
 * padding is optional.
 */
final class Base64HexDecoder {

    /** The minimum length of a run. Shorter runs cannot contain anything that is masked. */
    private static final int MIN_BASE64_CHARS = 6;

    private static final int MIN_HEX_CHARS = 8;
    /** The minimum length of a base64 line that continues after white space. Shorter runs are words of a sentence. */
    private static final int MIN_LINE_CHARS = 16;

    private static final int SKIPPED = -2;
    private static final int BREAK = -1;

    private Base64HexDecoder() {}

    /** Returns the decoded runs of the text, one result per encoding and start offset. Empty results are omitted. */
    static List<DecodedText> decoded(DecodedText text) {
        List<DecodedText> all = new ArrayList<>();
        for (int phase = 0; phase < 4; phase++) {
            add(all, text, 6, phase, MIN_BASE64_CHARS);
        }
        for (int phase = 0; phase < 2; phase++) {
            add(all, text, 4, phase, MIN_HEX_CHARS);
        }
        return all;
    }

    private static void add(List<DecodedText> all, DecodedText text, int bits, int phase, int min) {
        DecodedText decoded = decoded(text, bits, phase, min);
        if (decoded.length() > 0) {
            all.add(decoded);
        }
    }

    private static DecodedText decoded(DecodedText text, int bits, int phase, int min) {
        DecodedText.Builder decoded = new DecodedText.Builder(text.length());
        SourceMappedBytes bytes = new SourceMappedBytes();
        int group = 0; // characters of this run that were skipped or decoded
        int buffer = 0;
        int bitCount = 0;
        int start = 0;
        int unbroken = 0; // characters since the last space
        boolean lineEnded = false;
        for (int i = 0; i < text.length(); i++) {
            int value = bits == 6 ? base64(text.charAt(i)) : hex(text, i);
            if (value == SKIPPED && (bits == 4 || unbroken >= MIN_LINE_CHARS)) {
                lineEnded = true;
                continue;
            }
            unbroken = value < 0 ? 0 : lineEnded ? 1 : unbroken + 1;
            lineEnded = false;
            if (value < 0) {
                end(bytes, decoded, group, min);
                group = 0;
                bitCount = 0;
                continue;
            }
            if (group++ < phase) {
                continue;
            }
            start = bitCount == 0 ? i : start;
            buffer = buffer << bits | value;
            bitCount += bits;
            if (bitCount >= 8) {
                bitCount -= 8;
                bytes.add(buffer >> bitCount, text.from(start), text.to(i));
                buffer &= (1 << bitCount) - 1;
                start = i;
            }
        }
        end(bytes, decoded, group, min);
        return decoded.build();
    }

    private static void end(SourceMappedBytes bytes, DecodedText.Builder decoded, int group, int min) {
        if (group < min) {
            bytes.clear();
        } else if (bytes.size() > 0) {
            int last = bytes.lastTo();
            bytes.flushInto(decoded);
            decoded.append('\0', last, last); // keeps a match from spanning two runs
        }
    }

    private static int base64(char character) {
        if (character >= 'A' && character <= 'Z') {
            return character - 'A';
        }
        if (character >= 'a' && character <= 'z') {
            return character - 'a' + 26;
        }
        if (character >= '0' && character <= '9') {
            return character - '0' + 52;
        }
        return switch (character) {
            case '+', '-' -> 62;
            case '/', '_' -> 63;
            case ' ', '\n', '\r', '\t' -> SKIPPED;
            default -> BREAK;
        };
    }

    private static int hex(DecodedText text, int i) {
        char character = text.charAt(i);
        boolean prefix = character == '0' && i + 1 < text.length() && (text.charAt(i + 1) | 0x20) == 'x';
        if (prefix || ((character | 0x20) == 'x' && i > 0 && text.charAt(i - 1) == '0')) {
            return SKIPPED;
        }
        int value = character < 0x80 ? Character.digit(character, 16) : -1;
        if (value >= 0) {
            return value;
        }
        return switch (character) {
            case ' ', '\n', '\r', '\t', ':', '-', ',', '.', '+', '_', ';' -> SKIPPED;
            default -> BREAK;
        };
    }
}
