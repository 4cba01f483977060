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
    private boolean isBeingRanked;

    void add(Poll poll) {
        due.add(poll);
    }

    /** The next that is still wanted; null if there is none, or those that are due must be ranked elsewhere first. */
    @Nullable
    Poll next() {
        while (!isEmpty() && !mustBeRankedElsewhere()) {
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

    /** Whether all that is due is being ranked or must be, which asks code that may block. */
    private boolean mustBeRankedElsewhere() {
        return ranked.isEmpty()
                && (isBeingRanked || (due.size() > 1 && due.get(0).worthMayBlock()));
    }

    /** Whether there is one for which only time is missing. */
    boolean awaitTime() {
        return !isEmpty() && !(isBeingRanked && ranked.isEmpty());
    }

    /** What must be ranked outside the lock; {@link #addRanked} follows. Empty if nothing must be. */
    List<Poll> takeUnranked() {
        if (isBeingRanked || !mustBeRankedElsewhere()) {
            return List.of();
        }
        isBeingRanked = true;
        List<Poll> taken = due;
        due = new ArrayList<>();
        return taken;
    }

    void addRanked(List<Poll> order) {
        isBeingRanked = false;
        int batch = Math.min(BATCH, order.size());
        ranked.addAll(order.subList(0, batch));
        due.addAll(0, order.subList(batch, order.size()));
    }

    /** The most worthwhile first. */
    static List<Poll> byWorth(List<Poll> polls) {
        return polls.stream()
                .map(poll -> new Ranked(poll, poll.worth()))
                .sorted(Comparator.comparingDouble(Ranked::worth).reversed())
                .map(Ranked::poll)
                .toList();
    }

    private void rank() {
        if (due.size() == 1) {
            ranked.add(due.remove(0));
            return;
        }
        List<Poll> order = byWorth(due);
        int batch = Math.min(BATCH, order.size());
        ranked.addAll(order.subList(0, batch));
        due = new ArrayList<>(order.subList(batch, order.size()));
    }
}
