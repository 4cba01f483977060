package io.github.reel4j.tracking;

/** What waits in a {@link TimeHeap}. It remembers its own place, so that it is found without a search. Guarded by the heap's owner. */
interface Timed {

    int ABSENT = -1;

    /** When its time comes, {@code nanoTime}; must not change while it is in a heap. */
    long dueAt();

    int place();

    void place(int place);
}
