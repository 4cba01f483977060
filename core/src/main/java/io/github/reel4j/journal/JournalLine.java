package io.github.reel4j.journal;

import io.github.reel4j.model.OrderEvent;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * One record as one line of printable ASCII, and back: {@code version kind name=value ... check}. The check sum stands at the end,
 * so that a line cut off anywhere does not have it.
 */
final class JournalLine {

    private static final char VERSION = '1';
    private static final int CHECK_LENGTH = 8;
    private static final int MAX_VERSION_DIGITS = 9;

    private JournalLine() {}

    /** Without the line's end. */
    static String format(OrderEvent entry) {
        return withChecksum(VERSION + " " + OrderEventCodec.format(entry));
    }

    static String withChecksum(String body) {
        byte[] bytes = bytes(body);
        return body + " " + HexFormat.of().toHexDigits(checksumOf(bytes, 0, bytes.length));
    }

    static boolean isIntact(String line) {
        byte[] bytes = bytes(line);
        return isPrintable(line) && isIntact(bytes, 0, bytes.length);
    }

    /** Whether it is a line of any version, as it was written. */
    static boolean isIntact(byte[] line, int from, int to) {
        int body = to - CHECK_LENGTH - 1;
        int version = from;
        while (version < to && version - from <= MAX_VERSION_DIGITS && isDigit(line[version])) {
            version++;
        }
        if (version == from || version - from > MAX_VERSION_DIGITS || body <= version || line[version] != ' ') {
            return false;
        }
        return line[body] == ' ' && Integer.toUnsignedLong(checksumOf(line, from, body)) == check(line, body + 1);
    }

    /** Whether a line of this version may begin at {@code from}. */
    static boolean mayStart(byte[] line, int from, int to) {
        return to - from > CHECK_LENGTH + 2 && isOfThisVersion(line, from) && line[from + 2] >= 'a';
    }

    /** Whether it is of this version, if it is whole. */
    static boolean isOfThisVersion(byte[] line, int from) {
        return line[from] == VERSION && line[from + 1] == ' ';
    }

    /** The record, or what is wrong with the line. */
    static Either<CorruptLine.Corruption, OrderEvent> read(String line) {
        if (!isIntact(line)) {
            return Either.left(
                    line.endsWith(TornWriteRepair.TORN_LINE)
                            ? CorruptLine.Corruption.CUT_OFF
                            : CorruptLine.Corruption.DAMAGED);
        }
        if (line.charAt(0) != VERSION || line.charAt(1) != ' ') {
            return Either.left(CorruptLine.Corruption.NEWER);
        }
        String text = line.substring(line.indexOf(' ') + 1, line.length() - CHECK_LENGTH - 1);
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

    /** As a long, so that what is no check sum fits none. */
    private static long check(byte[] line, int from) {
        long check = 0;
        for (int i = from; i < from + CHECK_LENGTH; i++) {
            int digit = isDigit(line[i]) ? line[i] - '0' : line[i] >= 'a' && line[i] <= 'f' ? line[i] - 'a' + 10 : -1;
            if (digit < 0) {
                return -1;
            }
            check = check << 4 | digit;
        }
        return check;
    }
}
