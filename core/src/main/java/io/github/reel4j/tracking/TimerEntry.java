package io.github.reel4j.tracking;

/** What waits in a {@link TimerHeap}. It remembers its own place, so that it is found without a search. Guarded by the heap's owner. */
interface TimerEntry {

    int NOT_QUEUED = -1;

    /** When its time comes, {@code nanoTime}; must not change while it is in a heap. */
    long dueAt();

    int heapIndex();

    void heapIndex(int place);
}
