package io.github.reel4j.journal;

/** A hash map from long to int without boxing: 12 bytes for each slot. Not thread-safe. */
final class LongIntMap {

    /** Returned by {@link #get} for an absent key. */
    static final int NONE = -1;

    private static final int FIRST_LENGTH = 1 << 10;

    private long[] keys = new long[FIRST_LENGTH];
    private int[] values = new int[FIRST_LENGTH]; // value + 1; 0 in an empty slot
    private int size;

    int get(long key) {
        int value = values[slot(keys, values, key)];
        return value - 1;
    }

    void put(long key, int value) {
        int slot = slot(keys, values, key);
        if (values[slot] == 0) {
            size++;
        }
        keys[slot] = key;
        values[slot] = value + 1;
        if (size > keys.length / 3 * 2) {
            grow();
        }
    }

    private static int slot(long[] keys, int[] values, long key) {
        int mask = keys.length - 1;
        int slot = (int) (key ^ key >>> 32) & mask;
        while (values[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        int[] moreValues = new int[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != 0) {
                int slot = slot(moreKeys, moreValues, keys[i]);
                moreKeys[slot] = keys[i];
                moreValues[slot] = values[i];
            }
        }
        keys = moreKeys;
        values = moreValues;
    }
}
