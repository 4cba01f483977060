package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Converts an event to one line of printable ASCII and back: {@code version type key=value ... checksum}. The checksum
 * is at the end, so a line that was cut off anywhere has none.
 */
final class JournalLine {

    private static final char VERSION = '1';
    private static final int CHECKSUM_LENGTH = 8;
    private static final int MAX_VERSION_DIGITS = 9;

    private JournalLine() {}

    /** Returns the line without its end. */
    static String format(OrderEvent event) {
        return withChecksum(VERSION + " " + OrderEventCodec.format(event));
    }

    static String withChecksum(String body) {
        byte[] bytes = bytes(body);
        return body + " " + HexFormat.of().toHexDigits(checksumOf(bytes, 0, bytes.length));
    }

    static boolean isIntact(String line) {
        byte[] bytes = bytes(line);
        return isPrintable(line) && isIntact(bytes, 0, bytes.length);
    }

    /** Returns whether this is a line of any version whose checksum matches. */
    static boolean isIntact(byte[] line, int from, int to) {
        int body = to - CHECKSUM_LENGTH - 1;
        int version = from;
        while (version < to && version - from <= MAX_VERSION_DIGITS && isDigit(line[version])) {
            version++;
        }
        if (version == from || version - from > MAX_VERSION_DIGITS || body <= version || line[version] != ' ') {
            return false;
        }
        return line[body] == ' '
                && Integer.toUnsignedLong(checksumOf(line, from, body)) == readChecksum(line, body + 1);
    }

    /** Returns whether a line of this version may start at {@code from}. */
    static boolean mayStart(byte[] line, int from, int to) {
        return to - from > CHECKSUM_LENGTH + 2 && isOfThisVersion(line, from) && line[from + 2] >= 'a';
    }

    /** Returns whether the line is of this version, provided that it is intact. */
    static boolean isOfThisVersion(byte[] line, int from) {
        return line[from] == VERSION && line[from + 1] == ' ';
    }

    /** Returns the event, or why the line cannot be read. */
    static Either<CorruptLine.Corruption, OrderEvent> read(String line) {
        if (!isIntact(line)) {
            return Either.left(
                    line.endsWith(JournalFileCheck.TORN_LINE)
                            ? CorruptLine.Corruption.CUT_OFF
                            : CorruptLine.Corruption.DAMAGED);
        }
        if (line.charAt(0) != VERSION || line.charAt(1) != ' ') {
            return Either.left(CorruptLine.Corruption.NEWER);
        }
        String text = line.substring(line.indexOf(' ') + 1, line.length() - CHECKSUM_LENGTH - 1);
        return OrderEventCodec.parse(text).toEither(CorruptLine.Corruption.NEWER);
    }

    static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.ISO_8859_1);
    }

    static byte[] bytes(String line) {
        return line.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isPrintable(String line) {
        return line.chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    private static boolean isDigit(byte each) {
        return each >= '0' && each <= '9';
    }

    private static int checksumOf(byte[] bytes, int from, int to) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, to - from);
        return (int) sum.getValue();
    }

    /** Returns the checksum as an unsigned int, or -1 if it is not a hexadecimal number. */
    private static long readChecksum(byte[] line, int from) {
        long checksum = 0;
        for (int i = from; i < from + CHECKSUM_LENGTH; i++) {
            int digit = isDigit(line[i]) ? line[i] - '0' : line[i] >= 'a' && line[i] <= 'f' ? line[i] - 'a' + 10 : -1;
            if (digit < 0) {
                return -1;
            }
            checksum = checksum << 4 | digit;
        }
        return checksum;
    }
}
