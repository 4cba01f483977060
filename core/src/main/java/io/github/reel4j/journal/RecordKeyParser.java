package io.github.reel4j.journal;

import io.github.reel4j.model.OrderId;
import java.util.Optional;
import java.util.UUID;

/**
 * Which order and which task a whole line is about, read from its bytes: a small part of the time that reading all of it takes. Used for
 * one line after another. Not thread-safe.
 */
final class RecordKeyParser {

    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final int UUID_LENGTH = 36;
    private static final int CHECK_AND_SPACE = 9;
    private static final int PROVIDER = 2; // of the parts of a task's reference
    private static final int ID = 4;
    private static final String COLON = "%3A";
    private static final String NOT_FOUND = "TASK_NOT_FOUND";

    private byte[] line = new byte[0];
    private char kind;
    private boolean hasOrder;
    private long high;
    private long low;
    private int taskFrom;
    private int taskTo;
    private boolean isNotFound;

    /** False if it says what this version does not understand. */
    boolean read(byte[] bytes, int from, int to) {
        line = bytes;
        hasOrder = false;
        isNotFound = false;
        taskFrom = taskTo = 0;
        if (!JournalLine.isOfThisVersion(bytes, from)) {
            return false;
        }
        int end = to - CHECK_AND_SPACE;
        kind = (char) bytes[from + 2];
        for (int i = from + 2; i < end; i++) {
            if (bytes[i] == ' ') {
                i = field(i + 1, end) - 1;
            }
        }
        return switch (kind) {
            case 'i', 'a', 'r', 'u', 's' -> hasOrder && (kind != 'a' || hasTask());
            case 'm', 'f', 'd' -> hasTask();
            default -> false;
        };
    }

    /** Reads the field at {@code from}; the end of it. */
    private int field(int from, int end) {
        int to = from;
        while (to < end && line[to] != ' ') {
            to++;
        }
        if (startsWith("order=", from, to)) {
            hasOrder = order(from + 6, to);
        } else if (startsWith("task=", from, to)) {
            taskFrom = from + 5;
            taskTo = to;
        } else if (startsWith("kind=", from, to)) {
            isNotFound = to - from - 5 == NOT_FOUND.length() && startsWith(NOT_FOUND, from + 5, to);
        }
        return to;
    }

    private boolean startsWith(String text, int from, int to) {
        if (to - from < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (line[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean order(int from, int to) {
        if (to - from != UUID_LENGTH) {
            return false;
        }
        long upper = 0;
        long lower = 0;
        for (int i = 0; i < UUID_LENGTH; i++) {
            byte each = line[from + i];
            if (i == 8 || i == 13 || i == 18 || i == 23) {
                if (each != '-') {
                    return false;
                }
                continue;
            }
            int digit = Character.digit(each, 16);
            if (digit < 0) {
                return false;
            }
            if (i < 18) {
                upper = upper << 4 | digit;
            } else {
                lower = lower << 4 | digit;
            }
        }
        high = upper;
        low = lower;
        return true;
    }

    /** The first letter of the kind of record: no two begin with the same. */
    char kind() {
        return kind;
    }

    /** Whether it is a failure of the kind that one day may turn out to have been none. */
    boolean isNotFound() {
        return isNotFound;
    }

    boolean hasOrder() {
        return hasOrder;
    }

    boolean hasTask() {
        return taskTo > taskFrom;
    }

    OrderId order() {
        return new OrderId(new UUID(high, low));
    }

    boolean isOrder(OrderId order) {
        return high == order.value().getMostSignificantBits()
                && low == order.value().getLeastSignificantBits();
    }

    /** The same for the same order, and for no other but by a chance of 2 to the power of -64. */
    long orderKey() {
        return mixed(mixed(high) ^ low);
    }

    /** The same for the same {@link io.github.reel4j.model.TaskKey}, as {@link #orderKey}. */
    long taskKey() {
        long hash = 0;
        int part = 0;
        for (int i = taskFrom; i < taskTo; i++) {
            byte each = line[i];
            if (each == '%' && startsWith(COLON, i, taskTo)) {
                part++;
                hash *= MIX;
                i += COLON.length() - 1;
            } else if (part == PROVIDER || part == ID) {
                hash = (hash ^ each) * MIX;
            }
            if (part > ID) {
                break;
            }
        }
        return mixed(hash);
    }

    /** The name of the task as it is written: its provider and what the vendor calls it. */
    Optional<String> taskName() {
        String[] parts = JournalLine.text(line, taskFrom, taskTo).split(COLON, -1);
        return parts.length > ID ? Optional.of(parts[PROVIDER] + ":" + parts[ID]) : Optional.empty();
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> 32) * MIX;
        return (mixed ^ mixed >>> 29) * MIX ^ mixed >>> 32;
    }
}
