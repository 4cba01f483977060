package io.github.reel4j.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The polls that are due, by descending priority. Ranking evaluates the priority of each poll, so polls are ranked in
 * batches of {@value #BATCH}; a poll that arrives later is ranked with the next batch. Not thread-safe.
 */
final class DuePollQueue {

    private static final int BATCH = 32;

    private record RankedJob(PollJob job, double priority) {}

    private final Deque<PollJob> ranked = new ArrayDeque<>();
    private List<PollJob> due = new ArrayList<>();
    private boolean isBeingRanked;

    void add(PollJob job) {
        due.add(job);
    }

    /**
     * Returns the next poll whose result is needed; null if there is none, or if the due polls must be ranked on a
     * worker first.
     */
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

    /** Returns whether the due polls are being ranked on a worker, or must be because their priority may block. */
    private boolean needsRankingOnWorker() {
        return ranked.isEmpty()
                && (isBeingRanked || (due.size() > 1 && due.get(0).priorityMayBlock()));
    }

    /** Returns whether a poll could start as soon as the rate limit permits. */
    boolean isRateLimited() {
        return !isEmpty() && !(isBeingRanked && ranked.isEmpty());
    }

    /**
     * Takes the polls that must be ranked outside the lock; {@link #addRanked} returns them. Empty if there are none.
     */
    List<PollJob> takeUnranked() {
        if (isBeingRanked || !needsRankingOnWorker()) {
            return List.of();
        }
        isBeingRanked = true;
        List<PollJob> taken = due;
        due = new ArrayList<>();
        return taken;
    }

    /** Adds polls that {@link #takeUnranked} returned, in descending priority. */
    void addRanked(List<PollJob> order) {
        isBeingRanked = false;
        int batch = Math.min(BATCH, order.size());
        ranked.addAll(order.subList(0, batch));
        due.addAll(0, order.subList(batch, order.size()));
    }

    /** Returns {@code polls} by descending priority. */
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
