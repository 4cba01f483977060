package io.github.reel4j.journal;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What has become of each order of a journal, in some 50 bytes an order, so that those that are wanted can be told before they are read:
 * all that are open, and the latest of the others. It follows the rules of {@link OrderProjection}. Not thread-safe.
 */
final class OrderIndex {

    private static final byte ORDERED = 1;
    private static final byte TASK = 1 << 1;
    private static final byte REJECTED = 1 << 2;
    private static final byte COMPLETED = 1 << 3;
    private static final byte FAILED = 1 << 4;
    private static final byte DOWNLOADED = 1 << 5;
    private static final byte MERGED = 1 << 6;
    private static final byte END = COMPLETED | FAILED | DOWNLOADED;

    /** The task of that key was an order's and is so no more. */
    private static final int LEFT = 1 << 30;

    private final LongIntMap byOrder = new LongIntMap();
    private final LongIntMap byTask = new LongIntMap();
    private byte[] states = new byte[1 << 10];
    private long[] tasks = new long[1 << 10];
    private int[] firstBlocks = new int[1 << 10];
    private int[] lastBlocks = new int[1 << 10];
    private int count;
    private final BitSet wanted = new BitSet();
    private final BitSet wantedBlocks = new BitSet();
    private int block;
    private long omittedOpen;
    private long omittedFinished;

    /** @param at the number of the block that the line is in, which never falls */
    void add(RecordKeyParser keys, int at) {
        block = at;
        int order = switch (keys.kind()) {
            case 'm' -> end(task(keys.taskKey()), COMPLETED);
            case 'f' -> end(task(keys.taskKey()), keys.isNotFound() ? 0 : FAILED);
            case 'd' -> downloaded(task(keys.taskKey()));
            default -> order(keys);
        };
        lastBlocks[order] = at;
        switch (keys.kind()) {
            case 'r' -> rejected(order);
            case 'a' -> accepted(order, keys.taskKey(), true);
            case 's' -> resolved(order, keys);
            default -> {}
        }
    }

    private void rejected(int order) {
        if (!is(order, TASK)) {
            states[order] |= REJECTED;
        }
    }

    private void resolved(int order, RecordKeyParser keys) {
        if (keys.hasTask()) {
            if (!is(order, TASK)) {
                accepted(order, keys.taskKey(), false);
            }
        } else {
            rejected(order);
        }
    }

    private void accepted(int order, long task, boolean byVendor) {
        int owner = byTask.get(task);
        boolean owned = owner != LongIntMap.NONE && owner != LEFT && owner != order;
        if (owned && is(owner, ORDERED)) {
            if (byVendor && !is(order, TASK)) {
                states[order] &= ~REJECTED;
            }
            return;
        }
        if (is(order, TASK) && tasks[order] != task) {
            byTask.put(tasks[order], LEFT);
            wantedBlocks.set(firstBlocks[order], block + 1);
        }
        if (owned) {
            states[order] = (byte) ((states[order] & ~END) | (states[owner] & END));
            states[owner] = MERGED;
            firstBlocks[order] = Math.min(firstBlocks[order], firstBlocks[owner]);
        }
        states[order] = (byte) ((states[order] | TASK) & ~REJECTED);
        tasks[order] = task;
        byTask.put(task, order);
    }

    private int end(int task, int state) {
        states[task] = (byte) ((states[task] & ~(COMPLETED | FAILED)) | state);
        return task;
    }

    private int downloaded(int task) {
        states[task] |= DOWNLOADED;
        return task;
    }

    private boolean is(int order, byte state) {
        return (states[order] & state) != 0;
    }

    private int order(RecordKeyParser keys) {
        int found = byOrder.get(keys.orderKey());
        if (found != LongIntMap.NONE) {
            return found;
        }
        byOrder.put(keys.orderKey(), count);
        return startEntry(ORDERED);
    }

    private int task(long key) {
        int found = byTask.get(key);
        if (found != LongIntMap.NONE && found != LEFT) {
            return found;
        }
        byTask.put(key, count);
        int task = startEntry(TASK);
        tasks[task] = key;
        return task;
    }

    private int startEntry(byte state) {
        if (count == states.length) {
            states = Arrays.copyOf(states, count * 2);
            tasks = Arrays.copyOf(tasks, count * 2);
            firstBlocks = Arrays.copyOf(firstBlocks, count * 2);
            lastBlocks = Arrays.copyOf(lastBlocks, count * 2);
        }
        states[count] = state;
        firstBlocks[count] = block;
        return count++;
    }

    /** Decides which orders are wanted: the latest of those that are open, and the latest of the others. */
    OrderIndex choose(int maxOpen, int maxFinished) {
        int open = 0;
        int finished = 0;
        for (int order = count - 1; order >= 0; order--) {
            if (is(order, MERGED)) {
                continue;
            }
            boolean isFinished = is(order, DOWNLOADED) || is(order, REJECTED) || is(order, FAILED);
            boolean fits = isFinished ? finished < maxFinished : open < maxOpen;
            if (fits) {
                wanted.set(order);
                wantedBlocks.set(firstBlocks[order], lastBlocks[order] + 1);
            }
            if (isFinished) {
                finished += fits ? 1 : 0;
                omittedFinished += fits ? 0 : 1;
            } else {
                open += fits ? 1 : 0;
                omittedOpen += fits ? 0 : 1;
            }
        }
        return this;
    }

    /** The blocks that have lines of orders that are wanted. */
    BitSet wantedBlocks() {
        return wantedBlocks;
    }

    /** Whether a line is about an order that is wanted. */
    boolean isWanted(RecordKeyParser keys) {
        int order = keys.hasOrder() ? byOrder.get(keys.orderKey()) : byTask.get(keys.taskKey());
        return order == LEFT || (order != LongIntMap.NONE && wanted.get(order));
    }

    long omittedOpen() {
        return omittedOpen;
    }

    long omittedFinished() {
        return omittedFinished;
    }
}
