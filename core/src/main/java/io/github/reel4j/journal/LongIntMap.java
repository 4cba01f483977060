package io.github.reel4j.journal;

/** Numbers by keys, at twelve bytes each and room to grow. A key of 0 is as good as any other. Not thread-safe. */
final class LongIntMap {

    /** What {@link #get} gives for a key that is not there. */
    static final int NONE = -1;

    private static final int FIRST_LENGTH = 1 << 10;

    private long[] keys = new long[FIRST_LENGTH];
    private int[] values = new int[FIRST_LENGTH]; // one more than the value; 0 where there is none
    private int size;

    int get(long key) {
        int value = values[place(keys, values, key)];
        return value - 1;
    }

    void put(long key, int value) {
        int place = place(keys, values, key);
        if (values[place] == 0) {
            size++;
        }
        keys[place] = key;
        values[place] = value + 1;
        if (size > keys.length / 3 * 2) {
            grow();
        }
    }

    private static int place(long[] keys, int[] values, long key) {
        int mask = keys.length - 1;
        int place = (int) (key ^ key >>> 32) & mask;
        while (values[place] != 0 && keys[place] != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        int[] moreValues = new int[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (values[i] != 0) {
                int place = place(moreKeys, moreValues, keys[i]);
                moreKeys[place] = keys[i];
                moreValues[place] = values[i];
            }
        }
        keys = moreKeys;
        values = moreValues;
    }
}
