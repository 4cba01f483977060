package io.github.reel4j.redaction;

import java.util.Map;

/**
 * Decodes one layer of escapes: backslash escapes of JSON and programming languages, percent-encoding ({@code %3D}),
 * entities of HTML and XML, and optionally quoted-printable ({@code =3D}).
 */
final class EscapeDecoder {

    private static final int MAX_ENTITY_CHARS = 32;
    private static final Map<Character, Character> CONTROLS =
            Map.of('n', '\n', 'r', '\r', 't', '\t', 'b', '\b', 'f', '\f', 'v', '\u000B', 'a', '\u0007', 'e', '\u001B');

    private final DecodedText text;
    private final char percent;
    private final DecodedText.Builder decoded;
    private final SourceMappedBytes bytes = new SourceMappedBytes();

    private EscapeDecoder(DecodedText text, char percent) {
        this.text = text;
        this.percent = percent;
        this.decoded = new DecodedText.Builder(text.length());
    }

    /** Returns {@code text} with its outermost escapes decoded. */
    static DecodedText unescape(DecodedText text) {
        return new EscapeDecoder(text, '%').run();
    }

    /** Returns {@code text} with its outermost quoted-printable escapes decoded. */
    static DecodedText decodeQuotedPrintable(DecodedText text) {
        return new EscapeDecoder(text, '=').run();
    }

    static boolean hasEscapes(DecodedText text) {
        String chars = text.text();
        return chars.indexOf('\\') >= 0 || chars.indexOf('%') >= 0 || chars.indexOf('&') >= 0;
    }

    private DecodedText run() {
        int i = 0;
        while (i < text.length()) {
            char character = text.charAt(i);
            int value = character == percent ? parseNumber(i + 1, 2, 2, 16) : -1;
            if (value >= 0) {
                bytes.add(value, text.from(i), text.to(i + 2));
                i += 3;
                continue;
            }
            bytes.flushInto(decoded);
            int end = percent == '=' ? i : decodeEscape(character, i);
            if (end == i) {
                decoded.append(character, text.from(i), text.to(i));
                end++;
            }
            i = end;
        }
        bytes.flushInto(decoded);
        return decoded.build();
    }

    /**
     * Decodes the escape that starts at {@code i}, if any.
     *
     * @return the offset after the escape; {@code i} if none starts there
     */
    private int decodeEscape(char character, int i) {
        return switch (character) {
            case '\\' -> decodeBackslash(i);
            case '&' -> HtmlEntities.isStart(text, i) ? decodeEntity(i) : i;
            case '%' -> at(i + 1) == 'u' || at(i + 1) == 'U' ? decodeNumber(i, i + 2, 4, 4, 16) : i;
            default -> i;
        };
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    private int decodeBackslash(int i) {
        char kind = at(i + 1);
        if (kind == 'u' && at(i + 2) == '{') {
            return decodeBraced(i);
        }
        int end = switch (kind) {
            case 'u' -> decodeNumber(i, skipAll('u', i + 1), 4, 4, 16);
            case 'U' -> decodeNumber(i, i + 2, 8, 8, 16);
            case 'x' -> decodeNumber(i, i + 2, 2, 2, 16);
            default -> Character.digit(kind, 8) >= 0 ? decodeNumber(i, i + 1, 1, 3, 8) : i;
        };
        if (end > i || kind == '\0') {
            return end;
        }
        Character control = CONTROLS.get(kind);
        if (control == null && Character.isLetterOrDigit(kind)) {
            return i;
        }
        decoded.append(control == null ? kind : control, text.from(i), text.to(i + 1));
        return i + 2;
    }

    private int skipAll(char letter, int i) {
        int end = i;
        while (at(end) == letter) {
            end++;
        }
        return end;
    }

    private int decodeBraced(int i) {
        int close = i + 3;
        while (Character.digit(at(close), 16) >= 0 && close < i + 9) {
            close++;
        }
        return at(close) == '}' && close > i + 3 ? decodeNumber(i, i + 3, 1, 6, 16, close + 1) : i;
    }

    private int decodeEntity(int i) {
        if (at(i + 1) == '#') {
            boolean hex = at(i + 2) == 'x' || at(i + 2) == 'X';
            int digits = hex ? i + 3 : i + 2;
            int end = endOfDigits(digits, hex ? 16 : 10);
            return end == digits ? i : decodeNumber(i, digits, 1, 8, hex ? 16 : 10, at(end) == ';' ? end + 1 : end);
        }
        int end = i + 1;
        while (end < text.length() && end < i + MAX_ENTITY_CHARS && isNamePart(at(end))) {
            end++;
        }
        String name = text.text().substring(i + 1, end);
        boolean terminated = at(end) == ';';
        String known = terminated ? name : HtmlEntities.unterminatedPrefix(name);
        String meaning = HtmlEntities.decode(known, terminated);
        if (meaning == null) {
            return i;
        }
        int after = terminated ? end + 1 : i + 1 + known.length();
        for (int each = 0; each < meaning.length(); each++) {
            decoded.append(meaning.charAt(each), text.from(i), text.to(after - 1));
        }
        return after;
    }

    private static boolean isNamePart(char character) {
        return character < 0x80 && Character.isLetterOrDigit(character);
    }

    private int endOfDigits(int start, int radix) {
        int end = start;
        while (end < start + 8 && Character.digit(at(end), radix) >= 0) {
            end++;
        }
        return end;
    }

    private int decodeNumber(int i, int start, int min, int max, int radix) {
        int end = start;
        while (end < start + max && Character.digit(at(end), radix) >= 0) {
            end++;
        }
        return end - start < min ? i : decodeNumber(i, start, min, max, radix, end);
    }

    private int decodeNumber(int i, int start, int min, int max, int radix, int end) {
        int value = parseNumber(start, min, max, radix);
        if (value < 0) {
            return i;
        }
        decoded.appendCodePoint(value, text.from(i), text.to(end - 1));
        return end;
    }

    /** Returns the number that starts at {@code start}; -1 if it has too few digits or is no code point. */
    private int parseNumber(int start, int min, int max, int radix) {
        long value = 0;
        int end = start;
        while (end < start + max && Character.digit(at(end), radix) >= 0) {
            value = value * radix + Character.digit(at(end++), radix);
        }
        return end - start < min || value > Character.MAX_CODE_POINT ? -1 : (int) value;
    }
}
