package io.github.reel4j.tracking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A binary heap of entries by due time. Adding and removing take logarithmic time. Not thread-safe. */
final class TimerHeap<T extends TimerEntry> {

    private final List<T> heap = new ArrayList<>();

    /** Returns the earliest entry; null if the heap is empty. */
    @Nullable
    T peek() {
        return heap.isEmpty() ? null : heap.get(0);
    }

    void add(T item) {
        heap.add(item);
        siftUp(heap.size() - 1, item);
    }

    /** Removes {@code item} if it is in the heap. */
    void remove(T item) {
        int hole = item.heapIndex();
        if (hole == TimerEntry.NOT_QUEUED) {
            return;
        }
        item.heapIndex(TimerEntry.NOT_QUEUED);
        T last = heap.remove(heap.size() - 1);
        if (last != item) {
            siftDown(hole, last);
            if (last.heapIndex() == hole) {
                siftUp(hole, last);
            }
        }
    }

    /** Returns all entries, in no particular order. */
    List<T> items() {
        return List.copyOf(heap);
    }

    private void siftUp(int from, T item) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) / 2;
            if (!isEarlier(item, heap.get(parent))) {
                break;
            }
            put(index, heap.get(parent));
            index = parent;
        }
        put(index, item);
    }

    private void siftDown(int from, T item) {
        int index = from;
        while (2 * index + 1 < heap.size()) {
            int child = 2 * index + 1;
            if (child + 1 < heap.size() && isEarlier(heap.get(child + 1), heap.get(child))) {
                child++;
            }
            if (!isEarlier(heap.get(child), item)) {
                break;
            }
            put(index, heap.get(child));
            index = child;
        }
        put(index, item);
    }

    private void put(int index, T item) {
        heap.set(index, item);
        item.heapIndex(index);
    }

    private boolean isEarlier(T one, T other) {
        return one.dueAt() - other.dueAt() < 0;
    }
}
