package io.github.reel4j.tracking;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whatever waits for its time, the earliest first; adding and removing take logarithmic time. Not thread-safe. */
final class TimerHeap<T extends TimerEntry> {

    private final List<T> heap = new ArrayList<>();

    /** The earliest; null if there is none. */
    @Nullable
    T peek() {
        return heap.isEmpty() ? null : heap.get(0);
    }

    void add(T item) {
        heap.add(item);
        siftUp(heap.size() - 1, item);
    }

    /** Takes {@code item} out if it is in. */
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

    List<T> items() {
        return List.copyOf(heap);
    }

    private void siftUp(int from, T item) {
        int place = from;
        while (place > 0) {
            int parent = (place - 1) / 2;
            if (!isEarlier(item, heap.get(parent))) {
                break;
            }
            put(place, heap.get(parent));
            place = parent;
        }
        put(place, item);
    }

    private void siftDown(int from, T item) {
        int place = from;
        while (2 * place + 1 < heap.size()) {
            int child = 2 * place + 1;
            if (child + 1 < heap.size() && isEarlier(heap.get(child + 1), heap.get(child))) {
                child++;
            }
            if (!isEarlier(heap.get(child), item)) {
                break;
            }
            put(place, heap.get(child));
            place = child;
        }
        put(place, item);
    }

    private void put(int place, T item) {
        heap.set(place, item);
        item.heapIndex(place);
    }

    private boolean isEarlier(T one, T other) {
        return one.dueAt() - other.dueAt() < 0;
    }
}
