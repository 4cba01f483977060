package io.github.reel4j.tracking;

/**
 * An entry of a {@link TimerHeap}. It stores its index in the heap, so that it can be removed without a search. Guarded
 * by the lock of the heap's owner.
 */
interface TimerEntry {

    int NOT_QUEUED = -1;

    /** Returns when the entry is due, in {@code nanoTime}. Must not change while the entry is in a heap. */
    long dueAt();

    /** Returns the index in the heap; {@link #NOT_QUEUED} if the entry is in no heap. */
    int heapIndex();

    void heapIndex(int index);
}
