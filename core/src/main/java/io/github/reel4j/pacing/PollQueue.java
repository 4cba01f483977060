package io.github.reel4j.pacing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Polls that are due, the most worthwhile first. Ranking costs a look at each of them, so a whole batch is ranked at once; what
 * arrives meanwhile has its chance in the next. Not thread-safe.
 */
final class PollQueue {

    private static final int BATCH = 32;

    private record Ranked(Poll poll, double worth) {}

    private final Deque<Poll> ranked = new ArrayDeque<>();
    private List<Poll> due = new ArrayList<>();

    void add(Poll poll) {
        due.add(poll);
    }

    /** The next that is still wanted; null if there is none. */
    @Nullable
    Poll next() {
        while (!isEmpty()) {
            if (ranked.isEmpty()) {
                rank();
            }
            Poll next = ranked.poll();
            if (next != null && next.claim()) {
                return next;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return ranked.isEmpty() && due.isEmpty();
    }

    private void rank() {
        if (due.size() == 1) {
            ranked.add(due.remove(0));
            return;
        }
        List<Poll> order = due.stream()
                .map(poll -> new Ranked(poll, poll.worth()))
                .sorted(Comparator.comparingDouble(Ranked::worth).reversed())
                .map(Ranked::poll)
                .toList();
        int batch = Math.min(BATCH, order.size());
        ranked.addAll(order.subList(0, batch));
        due = new ArrayList<>(order.subList(batch, order.size()));
    }
}
