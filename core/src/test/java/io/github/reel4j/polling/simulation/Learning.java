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
 * What an adaptive policy does for one task after another, over several seeds. The score is computed for every {@code step}th task
 * before the policy learns from it, so that only what it learned is a matter of chance.
 */
public final class Learning {

    private static final long SEED = 1000;

    private final List<Score> scores = new ArrayList<>();
    private final int step;

    /** @param truth the distribution at the time of each task */
    public Learning(IntFunction<CompletionTimes> truth, Duration interval, int seeds, int tasks, int step) {
        this.step = step;
        for (int seed = 0; seed < seeds; seed++) {
            Random chance = new Random(SEED + seed);
            PollPolicy policy = policy(interval, chance);
            for (int task = 0; task < tasks; task++) {
                CompletionTimes times = truth.apply(task);
                if (task % step == 0) {
                    add(task / step, Score.of(policy, times).dividedBy(seeds));
                }
                Score.learn(policy, times.quantile(chance.nextDouble()));
            }
        }
    }

    /** A policy that knows the documented median, and whose jitter is repeatable. */
    public static AdaptivePollPolicy policy(Duration interval, Random chance) {
        return AdaptivePollPolicy.withMeanInterval(interval)
                .withTypicalDuration(key -> Optional.of(SimulatedTask.age(Distributions.MEDIAN)))
                .withRandom(chance::nextDouble);
    }

    private void add(int at, Score score) {
        if (at == scores.size()) {
            scores.add(score);
        } else {
            scores.set(at, scores.get(at).plus(score));
        }
    }

    /** The mean over the tasks from {@code from} to before {@code to}. */
    public Score between(int from, int to) {
        List<Score> asked = scores.subList(from / step, Math.max(from / step + 1, to / step));
        return asked.stream().reduce(Score.NONE, Score::plus).dividedBy(asked.size());
    }
}
