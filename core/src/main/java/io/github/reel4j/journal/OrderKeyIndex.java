package io.github.reel4j.journal;

import io.github.reel4j.model.KeyedOrder;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.SubmitOutcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * The orders of a journal that have a key, in about 100 bytes each, however long their keys are. Finds an order by the
 * hash of its key, and then compares the key itself with the line in the file. Applies the rules of
 * {@link OrderProjection}. Not thread-safe.
 */
final class OrderKeyIndex {

    private static final byte ACCEPTED = 1;
    private static final byte REJECTED = 1 << 1;
    private static final byte UNKNOWN = 1 << 2;

    private static final int LENGTH_BITS = 20; // a line has less than 1 MiB

    private final LongIntMap latestByKey = new LongIntMap();
    private final LongIntMap byOrder = new LongIntMap();
    private byte[] states = new byte[1 << 6];
    private long[] createdLines = new long[1 << 6];
    private long[] taskLines = new long[1 << 6];
    private int[] previous = new int[1 << 6]; // the order before with the same key
    private int count;

    /**
     * Adds one line.
     *
     * @param position where the line starts in the file
     * @param length of the line in bytes, without its end
     */
    void add(PartialRecordParser keys, long position, int length) {
        if (!keys.hasOrder()) {
            return;
        }
        int order = byOrder.get(keys.orderKey());
        if (order == LongIntMap.NONE) {
            if (keys.type() == RecordType.CREATED && keys.hasKey()) {
                start(keys, position << LENGTH_BITS | length);
            }
            return;
        }
        switch (keys.type()) {
            case ACCEPTED -> accept(order, position << LENGTH_BITS | length);
            case REJECTED -> reject(order);
            case UNKNOWN -> states[order] |= UNKNOWN; // a rejection stays, as in OrderProjection
            case RESOLVED -> {
                if (!keys.hasTask()) {
                    reject(order);
                } else if (!is(order, ACCEPTED)) {
                    accept(order, position << LENGTH_BITS | length);
                }
            }
            default -> {}
        }
    }

    private void start(PartialRecordParser keys, long line) {
        if (count == states.length) {
            states = Arrays.copyOf(states, count * 2);
            createdLines = Arrays.copyOf(createdLines, count * 2);
            taskLines = Arrays.copyOf(taskLines, count * 2);
            previous = Arrays.copyOf(previous, count * 2);
        }
        createdLines[count] = line;
        previous[count] = latestByKey.get(keys.keyHash());
        latestByKey.put(keys.keyHash(), count);
        byOrder.put(keys.orderKey(), count);
        count++;
    }

    private void accept(int order, long line) {
        states[order] = ACCEPTED;
        taskLines[order] = line;
    }

    /** An accepted order stays accepted. */
    private void reject(int order) {
        if (!is(order, ACCEPTED)) {
            states[order] |= REJECTED;
        }
    }

    private boolean is(int order, byte state) {
        return (states[order] & state) != 0;
    }

    /**
     * Returns the order that the key belongs to: the accepted one, or else the latest that is not rejected; empty if
     * the key is free.
     *
     * @param channel the file whose lines were added
     * @throws IOException if a line cannot be read again
     */
    Optional<KeyedOrder> find(OrderKey key, FileChannel channel) throws IOException {
        Optional<KeyedOrder> unknown = Optional.empty();
        int order = latestByKey.get(PartialRecordParser.keyHash(KeyValueRecord.encode(key.value())));
        for (; order != LongIntMap.NONE; order = previous[order]) {
            if (is(order, REJECTED) || !hasKey(order, key, channel)) {
                continue;
            }
            if (is(order, ACCEPTED)) {
                return Optional.of(read(order, channel));
            }
            unknown = unknown.isPresent() ? unknown : Optional.of(read(order, channel));
        }
        return unknown;
    }

    /** Compares the key itself, because 2 keys may share a hash. */
    private boolean hasKey(int order, OrderKey key, FileChannel channel) throws IOException {
        return created(order, channel)
                .intent()
                .keyClaim()
                .map(OrderKeyClaim::key)
                .filter(key::equals)
                .isPresent();
    }

    private KeyedOrder read(int order, FileChannel channel) throws IOException {
        OrderEvent.Created created = created(order, channel);
        return new KeyedOrder(created.at(), created.intent(), outcome(order, channel));
    }

    private Optional<SubmitOutcome> outcome(int order, FileChannel channel) throws IOException {
        if (!is(order, ACCEPTED)) {
            return is(order, UNKNOWN) ? Optional.of(new SubmitOutcome.Indeterminate()) : Optional.empty();
        }
        OrderEvent event = event(taskLines[order], channel);
        return Optional.of(
                event instanceof OrderEvent.Resolved resolved
                        ? new SubmitOutcome.Accepted(resolved.task().orElseThrow())
                        : ((OrderEvent.Submitted) event).outcome());
    }

    private OrderEvent.Created created(int order, FileChannel channel) throws IOException {
        return (OrderEvent.Created) event(createdLines[order], channel);
    }

    private static OrderEvent event(long line, FileChannel channel) throws IOException {
        long position = line >>> LENGTH_BITS;
        String text = JournalChannel.text(channel, position, position + (line & ((1 << LENGTH_BITS) - 1)));
        return JournalLine.read(text)
                .getOrElseThrow(corruption -> new JournalChannel.UnusableException(
                        "has a line that was changed after this program read it. Do not edit the journal; restart this"
                                + " program, which reads the file again"));
    }
}
