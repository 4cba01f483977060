package io.github.reel4j.polling.simulation;

import io.github.reel4j.polling.PollPolicy;
import java.time.Duration;

/**
 * The mean number of polls and the mean delay of a policy for a known distribution, computed exactly.
 *
 * @param polls the mean number of polls per task
 * @param delay the mean time from completion to detection, in seconds
 */
public record Score(double polls, double delay) {

    public static final Score NONE = new Score(0, 0);

    private static final double REMAINDER = 1e-7;
    private static final int MAX = 4000;

    /** Returns the score of the policy in its present state; the policy learns nothing. */
    public static Score of(PollPolicy policy, CompletionTimes times) {
        double polls = 0;
        double delay = 0;
        SimulatedTask task = SimulatedTask.fresh();
        while (times.cdf(task.last()) < 1 - REMAINDER && task.polls() < MAX) {
            SimulatedTask next = task.polledAt(policy.nextPollAt(task));
            polls += 1 - times.cdf(task.last());
            delay += times.delay(task.last(), next.last());
            task = next;
        }
        return new Score(polls, delay);
    }

    /** Lets the policy poll one task that completes at {@code end}, in seconds, and learn from it. */
    public static void learn(PollPolicy policy, double end) {
        SimulatedTask task = SimulatedTask.fresh();
        while (true) {
            Duration next = policy.nextPollAt(task);
            if (SimulatedTask.seconds(next) >= end) {
                policy.ended(task, task.lastPollAt(), next);
                return;
            }
            task = task.polledAt(next);
        }
    }

    public Score plus(Score other) {
        return new Score(polls + other.polls, delay + other.delay);
    }

    public Score dividedBy(int count) {
        return new Score(polls / count, delay / count);
    }

    /** Returns the delay relative to the optimum with as many polls. */
    public double toOptimum(Optimum optimum) {
        return delay / optimum.delay(polls);
    }

    /** Returns the delay relative to a fixed interval with as many polls. */
    public double toFixed(CompletionTimes times) {
        return delay / FixedInterval.delay(times, polls);
    }
}
