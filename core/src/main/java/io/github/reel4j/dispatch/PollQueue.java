package io.github.reel4j.dispatch;

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

    private record RankedJob(PollJob job, double priority) {}

    private final Deque<PollJob> ranked = new ArrayDeque<>();
    private List<PollJob> due = new ArrayList<>();
    private boolean isBeingRanked;

    void add(PollJob job) {
        due.add(job);
    }

    /** The next that is still wanted; null if there is none, or those that are due must be ranked elsewhere first. */
    @Nullable
    PollJob next() {
        while (!isEmpty() && !needsRankingOnWorker()) {
            if (ranked.isEmpty()) {
                rank();
            }
            PollJob next = ranked.poll();
            if (next != null && next.tryStart()) {
                return next;
            }
        }
        return null;
    }

    boolean isEmpty() {
        return ranked.isEmpty() && due.isEmpty();
    }

    /** Whether all that is due is being ranked or must be, which asks code that may block. */
    private boolean needsRankingOnWorker() {
        return ranked.isEmpty()
                && (isBeingRanked || (due.size() > 1 && due.get(0).priorityMayBlock()));
    }

    /** Whether there is one for which only time is missing. */
    boolean isWaitingForTime() {
        return !isEmpty() && !(isBeingRanked && ranked.isEmpty());
    }

    /** What must be ranked outside the lock; {@link #addRanked} follows. Empty if nothing must be. */
    List<PollJob> takeUnranked() {
        if (isBeingRanked || !needsRankingOnWorker()) {
            return List.of();
        }
        isBeingRanked = true;
        List<PollJob> taken = due;
        due = new ArrayList<>();
        return taken;
    }

    void addRanked(List<PollJob> order) {
        isBeingRanked = false;
        int batch = Math.min(BATCH, order.size());
        ranked.addAll(order.subList(0, batch));
        due.addAll(0, order.subList(batch, order.size()));
    }

    /** The most worthwhile first. */
    static List<PollJob> byPriority(List<PollJob> polls) {
        return polls.stream()
                .map(job -> new RankedJob(job, job.priority()))
                .sorted(Comparator.comparingDouble(RankedJob::priority).reversed())
                .map(RankedJob::job)
                .toList();
    }

    private void rank() {
        if (due.size() == 1) {
            ranked.add(due.remove(0));
            return;
        }
        List<PollJob> order = byPriority(due);
        int batch = Math.min(BATCH, order.size());
        ranked.addAll(order.subList(0, batch));
        due = new ArrayList<>(order.subList(batch, order.size()));
    }
}
