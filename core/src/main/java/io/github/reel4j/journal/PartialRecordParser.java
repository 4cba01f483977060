package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderId;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the type, the order and the task of an intact line from its bytes, much faster than the whole record can be
 * parsed. Holds the values of the line that was read last. Not thread-safe.
 */
final class PartialRecordParser {

    private static final long MIX = 0x9e3779b97f4a7c15L;
    private static final int UUID_LENGTH = 36;
    private static final int CHECK_AND_SPACE = 9;
    private static final int PROVIDER = 2; // index of the part of a task reference
    private static final int ID = 4;
    private static final String COLON = "%3A";
    private static final String NOT_FOUND = FailureKind.TASK_NOT_FOUND.name();

    private byte[] line = new byte[0];
    private @Nullable RecordType type;
    private boolean hasOrder;
    private long high;
    private long low;
    private int taskFrom;
    private int taskTo;
    private int keyFrom;
    private int keyTo;
    private boolean isNotFound;

    /** Reads one line. Returns false if it contains something that this version does not understand. */
    boolean read(byte[] bytes, int from, int to) {
        line = bytes;
        hasOrder = false;
        isNotFound = false;
        taskFrom = taskTo = 0;
        keyFrom = keyTo = 0;
        if (!JournalLine.isOfThisVersion(bytes, from)) {
            return false;
        }
        int end = to - CHECK_AND_SPACE;
        int wordEnd = endOfWord(from + 2, end);
        RecordType found = RecordType.parse(bytes, from + 2, wordEnd);
        type = found;
        for (int at = wordEnd; at < end; ) {
            at = readPair(at + 1, end);
        }
        return found != null && found.isComplete(hasOrder, hasTask());
    }

    private int endOfWord(int from, int end) {
        int to = from;
        while (to < end && line[to] != ' ') {
            to++;
        }
        return to;
    }

    /** Reads the {@code key=value} pair at {@code from} and returns the index of its end. */
    private int readPair(int from, int end) {
        int to = endOfWord(from, end);
        if (startsWith("order=", from, to)) {
            hasOrder = readOrder(from + 6, to);
        } else if (startsWith("task=", from, to)) {
            taskFrom = from + 5;
            taskTo = to;
        } else if (startsWith("key=", from, to)) {
            keyFrom = from + 4;
            keyTo = to;
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

    private boolean readOrder(int from, int to) {
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

    /** Returns the record type. The line must have been understood. */
    RecordType type() {
        return Objects.requireNonNull(type);
    }

    /** Returns whether the task failed with TASK_NOT_FOUND, which is not final: the vendor may know the task later. */
    boolean isNotFound() {
        return isNotFound;
    }

    boolean hasOrder() {
        return hasOrder;
    }

    boolean hasTask() {
        return taskTo > taskFrom;
    }

    /** Returns whether the line has an order key, also if the line was not understood. */
    boolean hasKey() {
        return keyTo > keyFrom;
    }

    /** Returns a 64-bit hash of the order key as it is encoded in the file. Different keys may share a hash. */
    long keyHash() {
        return hash(line, keyFrom, keyTo);
    }

    /** Returns the hash that {@link #keyHash} returns for this encoded key. */
    static long keyHash(String encoded) {
        byte[] bytes = JournalLine.bytes(encoded);
        return hash(bytes, 0, bytes.length);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = 0;
        for (int i = from; i < to; i++) {
            hash = (hash ^ bytes[i]) * MIX;
            hash ^= hash >>> 29;
        }
        return mixed(hash);
    }

    OrderId order() {
        return new OrderId(new UUID(high, low));
    }

    boolean isOrder(OrderId order) {
        return high == order.value().getMostSignificantBits()
                && low == order.value().getLeastSignificantBits();
    }

    /** Returns a 64-bit hash of the order id. Two orders share a hash with a probability of 2^-64. */
    long orderKey() {
        return mixed(mixed(high) ^ low);
    }

    /** Returns a 64-bit hash of the {@link io.github.reel4j.model.TaskKey}. */
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

    /** Returns the task's provider and the vendor's task id, encoded as in the file; empty if the line has no task. */
    Optional<String> taskName() {
        String[] parts = JournalLine.text(line, taskFrom, taskTo).split(COLON, -1);
        return parts.length > ID ? Optional.of(parts[PROVIDER] + ":" + parts[ID]) : Optional.empty();
    }

    private static long mixed(long value) {
        long mixed = (value ^ value >>> 32) * MIX;
        return (mixed ^ mixed >>> 29) * MIX ^ mixed >>> 32;
    }
}
