package io.github.reel4j.polling.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The optimal schedules for a known distribution. For each of several costs per poll, dynamic programming over all ages
 * of the table finds the schedule with the smallest sum of delay and cost. Delays between two schedules are
 * interpolated.
 */
public final class Optimum {

    private static final double MIN_COST = 0.005;
    private static final double MAX_COST = 20;
    private static final int COSTS = 18;

    private final List<Score> best = new ArrayList<>();

    /**
     * Creates the optimum for an equal number of tasks of each distribution, if the distribution of each task is known.
     */
    public Optimum(List<CompletionTimes> times) {
        for (int i = 0; i < COSTS; i++) {
            double cost = MIN_COST * Math.pow(MAX_COST / MIN_COST, i / (COSTS - 1.0));
            best.add(times.stream()
                    .map(each -> best(each, cost))
                    .reduce(Score.NONE, Score::plus)
                    .dividedBy(times.size()));
        }
    }

    public Optimum(CompletionTimes times) {
        this(List.of(times));
    }

    /**
     * Returns the best schedule for one cost. The later a poll, the later the best next poll, so the search for it ends
     * where the search for the next age ended.
     *
     * @param cost of a poll, in seconds of delay
     */
    private static Score best(CompletionTimes times, double cost) {
        int last = times.size() - 1;
        double[] total = new double[last + 1];
        double[] polls = new double[last + 1];
        int limit = last;
        for (int from = last - 1; from >= 0; from--) {
            double min = Double.MAX_VALUE;
            int next = limit;
            for (int to = from + 1; to <= limit; to++) {
                double found = times.delay(from, to) + total[to];
                if (found < min) {
                    min = found;
                    next = to;
                }
            }
            double left = 1 - times.ended(from);
            total[from] = min + cost * left;
            polls[from] = left + polls[next];
            limit = next;
        }
        return new Score(polls[0], total[0] - cost * polls[0]);
    }

    /**
     * Returns the smallest mean delay, in seconds, for this mean number of polls.
     *
     * @throws IllegalArgumentException if {@code polls} is outside the computed range
     */
    public double delay(double polls) {
        for (int i = 0; i + 1 < best.size(); i++) {
            Score more = best.get(i);
            Score fewer = best.get(i + 1);
            if (polls <= more.polls() && polls >= fewer.polls()) {
                double part = Math.log(polls / fewer.polls()) / Math.log(more.polls() / fewer.polls());
                return fewer.delay() * Math.pow(more.delay() / fewer.delay(), part);
            }
        }
        throw new IllegalArgumentException("no optimum is computed for " + polls + " polls");
    }
}
