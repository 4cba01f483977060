package io.github.reel4j.polling.simulation;

import io.github.reel4j.polling.AdaptivePollPolicy;
import io.github.reel4j.polling.PollPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * The scores of an adaptive policy while it learns from one task after another, averaged over several seeds. Every
 * {@code step}th score is computed exactly before the policy learns from that task, so that only what it has learned is
 * random.
 */
public final class Learning {

    private static final long SEED = 1000;

    private final List<Score> scores = new ArrayList<>();
    private final int step;

    /**
     * Runs the simulation.
     *
     * @param truth the distribution at the time of each task
     */
    public Learning(IntFunction<CompletionTimes> truth, Duration interval, int seeds, int tasks, int step) {
        this.step = step;
        for (int seed = 0; seed < seeds; seed++) {
            Random random = new Random(SEED + seed);
            PollPolicy policy = policy(interval, random);
            for (int task = 0; task < tasks; task++) {
                CompletionTimes times = truth.apply(task);
                if (task % step == 0) {
                    add(task / step, Score.of(policy, times).dividedBy(seeds));
                }
                Score.learn(policy, times.quantile(random.nextDouble()));
            }
        }
    }

    /** Returns a policy that knows the documented median and takes its jitter from {@code random}. */
    public static AdaptivePollPolicy policy(Duration interval, Random random) {
        return AdaptivePollPolicy.withMeanInterval(interval)
                .withTypicalDuration(key -> Optional.of(SimulatedTask.age(Distributions.MEDIAN)))
                .withRandom(random::nextDouble);
    }

    private void add(int at, Score score) {
        if (at == scores.size()) {
            scores.add(score);
        } else {
            scores.set(at, scores.get(at).plus(score));
        }
    }

    /** Returns the mean score of the tasks from {@code from} (inclusive) to {@code to} (exclusive). */
    public Score between(int from, int to) {
        List<Score> selected = scores.subList(from / step, Math.max(from / step + 1, to / step));
        return selected.stream().reduce(Score.NONE, Score::plus).dividedBy(selected.size());
    }
}
