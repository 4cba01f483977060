package io.github.reel4j.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerHeapTest {

    private static final class Item implements TimerEntry {

        private final long dueAt;
        private int index = NOT_QUEUED;

        Item(long dueAt) {
            this.dueAt = dueAt;
        }

        @Override
        public long dueAt() {
            return dueAt;
        }

        @Override
        public int heapIndex() {
            return index;
        }

        @Override
        public void heapIndex(int newIndex) {
            index = newIndex;
        }
    }

    private final TimerHeap<Item> heap = new TimerHeap<>();

    private List<Long> drained() {
        List<Long> order = new ArrayList<>();
        for (Item first = heap.peek(); first != null; first = heap.peek()) {
            heap.remove(first);
            order.add(first.dueAt());
        }
        return order;
    }

    @Test
    void peek_returns_null_for_an_empty_heap() {
        assertThat(heap.peek()).isNull();
    }

    @Test
    void removing_an_absent_entry_has_no_effect() {
        Item in = new Item(1);
        heap.add(in);
        heap.remove(new Item(1));
        assertThat(heap.items()).containsExactly(in);
        heap.remove(in);
        heap.remove(in);
        assertThat(heap.items()).isEmpty();
    }

    @Test
    void times_are_compared_correctly_across_an_overflow() {
        heap.add(new Item(Long.MIN_VALUE + 5));
        heap.add(new Item(Long.MAX_VALUE - 5));
        assertThat(drained()).containsExactly(Long.MAX_VALUE - 5, Long.MIN_VALUE + 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 100, 1000})
    void the_earliest_entry_comes_first_after_any_changes(int size) {
        Random random = new Random(size);
        List<Item> expected = new ArrayList<>();
        for (int i = 0; i < size * 3; i++) {
            if (!expected.isEmpty() && random.nextInt(3) == 0) {
                Item removed = expected.remove(random.nextInt(expected.size()));
                heap.remove(removed);
                assertThat(removed.heapIndex()).isEqualTo(TimerEntry.NOT_QUEUED);
            } else {
                Item item = new Item(random.nextInt(size));
                expected.add(item);
                heap.add(item);
            }
            Item first = heap.peek();
            assertThat(first == null).isEqualTo(expected.isEmpty());
            if (first != null) {
                assertThat(expected).allMatch(each -> each.dueAt() >= first.dueAt());
            }
        }
        assertThat(drained())
                .isEqualTo(expected.stream()
                        .map(Item::dueAt)
                        .sorted(Comparator.naturalOrder())
                        .toList());
    }
}
