package io.github.reel4j.journal;

import io.github.reel4j.model.OrderRecord;
import io.vavr.control.Either;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One record as one line of printable ASCII, and back: {@code version kind name=value ... check}. The check sum stands at the end,
 * so that a line cut off anywhere does not have it.
 */
final class JournalLine {

    private static final int VERSION = 1;
    private static final Pattern CHECKED = Pattern.compile("((\\d{1,9}) [\\x20-\\x7e]*) ([0-9a-f]{8})");

    private JournalLine() {}

    /** Without the line's end. */
    static String print(OrderRecord entry) {
        return sealed(VERSION + " " + RecordText.print(entry));
    }

    static String sealed(String body) {
        return body + " " + checkOf(body);
    }

    static boolean isWhole(String line) {
        return isWhole(CHECKED.matcher(line));
    }

    private static boolean isWhole(Matcher line) {
        return line.matches() && checkOf(line.group(1)).equals(line.group(3));
    }

    /** The record, or what is wrong with the line. */
    static Either<JournalTrouble.Kind, OrderRecord> read(String line) {
        Matcher checked = CHECKED.matcher(line);
        if (!isWhole(checked)) {
            return Either.left(line.endsWith(Tail.CUT_OFF) ? JournalTrouble.Kind.CUT_OFF : JournalTrouble.Kind.DAMAGED);
        }
        if (Integer.parseInt(checked.group(2)) != VERSION) {
            return Either.left(JournalTrouble.Kind.NEWER);
        }
        String body = checked.group(1);
        return RecordText.parse(body.substring(body.indexOf(' ') + 1)).toEither(JournalTrouble.Kind.NEWER);
    }

    private static String checkOf(String body) {
        CRC32C sum = new CRC32C();
        sum.update(body.getBytes(StandardCharsets.ISO_8859_1));
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }
}
