package io.github.reel4j.journal;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Stores the state of every order of a journal, in about 50 bytes each. Selects the open and the latest finished
 * orders; only their events are then read. Applies the same rules as {@link OrderProjection}. Not thread-safe.
 */
final class OrderIndex {

    private static final byte ORDERED = 1;
    private static final byte TASK = 1 << 1;
    private static final byte REJECTED = 1 << 2;
    private static final byte COMPLETED = 1 << 3;
    private static final byte FAILED = 1 << 4;
    private static final byte DOWNLOADED = 1 << 5;
    private static final byte MERGED = 1 << 6;
    private static final byte COMPLETION = COMPLETED | FAILED | DOWNLOADED;

    /** Marks a task that belonged to an order which then got another task. */
    private static final int ABANDONED = 1 << 30;

    private final LongIntMap byOrder = new LongIntMap();
    private final LongIntMap byTask = new LongIntMap();
    private byte[] states = new byte[1 << 10];
    private long[] tasks = new long[1 << 10];
    private int[] firstBlocks = new int[1 << 10];
    private int[] lastBlocks = new int[1 << 10];
    private int count;
    private final BitSet selected = new BitSet();
    private final BitSet selectedBlocks = new BitSet();
    private int block;
    private long omittedOpen;
    private long omittedFinished;

    /**
     * Adds one line.
     *
     * @param blockOfLine the number of the block that contains the line; never less than before
     */
    void add(PartialRecordParser keys, int blockOfLine) {
        block = blockOfLine;
        int order = switch (keys.type()) {
            case COMPLETED -> completed(task(keys.taskKey()), COMPLETED);
            case FAILED -> completed(task(keys.taskKey()), keys.isNotFound() ? 0 : FAILED);
            case DOWNLOADED -> downloaded(task(keys.taskKey()));
            default -> order(keys);
        };
        lastBlocks[order] = blockOfLine;
        switch (keys.type()) {
            case REJECTED -> rejected(order);
            case ACCEPTED -> accepted(order, keys.taskKey(), true);
            case RESOLVED -> resolved(order, keys);
            default -> {}
        }
    }

    private void rejected(int order) {
        if (!is(order, TASK)) {
            states[order] |= REJECTED;
        }
    }

    private void resolved(int order, PartialRecordParser keys) {
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
        boolean owned = owner != LongIntMap.NONE && owner != ABANDONED && owner != order;
        if (owned && is(owner, ORDERED)) {
            if (byVendor && !is(order, TASK)) {
                states[order] &= ~REJECTED;
            }
            return;
        }
        if (is(order, TASK) && tasks[order] != task) {
            byTask.put(tasks[order], ABANDONED);
            selectedBlocks.set(firstBlocks[order], block + 1);
        }
        if (owned) {
            states[order] = (byte) ((states[order] & ~COMPLETION) | (states[owner] & COMPLETION));
            states[owner] = MERGED;
            firstBlocks[order] = Math.min(firstBlocks[order], firstBlocks[owner]);
        }
        states[order] = (byte) ((states[order] | TASK) & ~REJECTED);
        tasks[order] = task;
        byTask.put(task, order);
    }

    private int completed(int task, int state) {
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

    private int order(PartialRecordParser keys) {
        int found = byOrder.get(keys.orderKey());
        if (found != LongIntMap.NONE) {
            return found;
        }
        byOrder.put(keys.orderKey(), count);
        return startEntry(ORDERED);
    }

    private int task(long key) {
        int found = byTask.get(key);
        if (found != LongIntMap.NONE && found != ABANDONED) {
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

    /** Selects the latest open orders and the latest finished ones. */
    OrderIndex select(int maxOpen, int maxFinished) {
        int open = 0;
        int finished = 0;
        for (int order = count - 1; order >= 0; order--) {
            if (is(order, MERGED)) {
                continue;
            }
            boolean isFinished = is(order, DOWNLOADED) || is(order, REJECTED) || is(order, FAILED);
            boolean fits = isFinished ? finished < maxFinished : open < maxOpen;
            if (fits) {
                selected.set(order);
                selectedBlocks.set(firstBlocks[order], lastBlocks[order] + 1);
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

    /** Returns the blocks that contain lines of selected orders. */
    BitSet selectedBlocks() {
        return selectedBlocks;
    }

    /** Returns whether a line belongs to a selected order. */
    boolean isSelected(PartialRecordParser keys) {
        int order = keys.hasOrder() ? byOrder.get(keys.orderKey()) : byTask.get(keys.taskKey());
        return order == ABANDONED || (order != LongIntMap.NONE && selected.get(order));
    }

    long omittedOpen() {
        return omittedOpen;
    }

    long omittedFinished() {
        return omittedFinished;
    }
}
