package io.github.reel4j.polling;

import io.github.reel4j.GoldenFile;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.polling.simulation.Score;
import io.github.reel4j.polling.simulation.SimulatedTask;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Pins the ages at which tasks are polled after fixed observations, to a millisecond, so that no change of the numbers
 * goes unnoticed. The simulations measure how good the numbers are.
 */
class PollingRegressionTest {

    private static final int POLLS = 14;
    private static final double[] DEFAULT = {
        31, 35.5, 29, 44.5, 33, 36, 90, 34, 38.25, 30, 52, 33.3, 41, 36.6, 27, 47, 35, 39, 31.5, 58, 37
    };
    private static final double[] SLOWER = {
        210, 190, 250, 231, 205, 222, 198, 240, 215, 229, 208, 233, 219, 201, 226, 212, 244, 195, 217, 236
    };

    private final StringBuilder text = new StringBuilder();
    private final AdaptivePollPolicy policy = AdaptivePollPolicy.withMeanInterval(Duration.ofSeconds(5))
            .withTypicalDuration(
                    key -> key.model().equals("loom-2") ? Optional.of(Duration.ofSeconds(45)) : Optional.empty())
            .withRandom(() -> 0.5);

    private void report(String when, SimulatedTask task) {
        String ages = Stream.iterate(task, each -> each.polledAt(policy.nextPollAt(each)))
                .skip(1)
                .limit(POLLS)
                .map(each -> number(SimulatedTask.seconds(each.lastPollAt())))
                .collect(Collectors.joining(" "));
        String priorities = DoubleStream.of(0.5, 3, 12, 40, 200)
                .mapToObj(
                        later -> number(policy.priority(task, task.lastPollAt().plus(SimulatedTask.age(later)))))
                .collect(Collectors.joining(" "));
        text.append(when).append("\n  polls at ").append(ages);
        text.append("\n  priority ").append(priorities).append('\n');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private void complete(double... seconds) {
        DoubleStream.of(seconds).forEach(end -> Score.learn(policy, end));
    }

    /** Reports a task that completed within 1 s of {@code end}, with a vendor estimate. */
    private void completeWithEstimate(double estimate, double end) {
        policy.ended(
                SimulatedTask.fresh().estimated(estimate), SimulatedTask.age(end - 0.5), SimulatedTask.age(end + 0.5));
    }

    @Test
    void polls_after_fixed_observations_are_unchanged() {
        SimulatedTask fresh = SimulatedTask.fresh();
        SimulatedTask late = fresh.polledAt(Duration.ofSeconds(34));
        report("before any completion", fresh);
        report("the same, with a vendor's estimate", fresh.estimated(70));
        complete(33);
        report("after 1 completion", fresh);
        complete(DEFAULT);
        report("after 22 completions", fresh);
        report("the same, of a task that was polled before", late);
        report("the same, of a long task", fresh.polledAt(Duration.ofSeconds(400)));
        report("the same, of a very long task", fresh.polledAt(Duration.ofSeconds(40_000)));
        report("the same, with an untested estimate", late.estimated(120));
        report(
                "the same, of another resolution",
                fresh.of(new CompletionKey(
                        SimulatedTask.KEY.provider(),
                        SimulatedTask.KEY.operation(),
                        "loom-2",
                        Optional.of(Resolution.P1080))));
        report(
                "the same, of another model",
                fresh.of(new CompletionKey(
                        SimulatedTask.KEY.provider(), SimulatedTask.KEY.operation(), "loom-3", Optional.empty())));
        report(
                "of a provider without completions",
                fresh.of(new CompletionKey(ProviderId.of("zeta"), Operation.ANIMATE, "other", Optional.empty())));
        complete(SLOWER[0], SLOWER[1], SLOWER[2]);
        report("after the first slow completions", fresh);
        complete(SLOWER);
        report("after many slow completions", fresh);
        complete(0.04, 0.3, 25_000, 31_000);
        report("after the shortest and the longest", fresh);
        policy.ended(fresh, Duration.ZERO, Duration.ofHours(9));
        policy.ended(fresh, Duration.ofHours(7), Duration.ofHours(8));
        policy.ended(fresh, Duration.ofSeconds(100), Duration.ofSeconds(300));
        report("after completions that were detected late", fresh);
        GoldenFile.assertMatches("polled-as-before", text.toString().stripTrailing());
    }

    @Test
    void polls_with_estimates_are_unchanged() {
        SimulatedTask estimated = SimulatedTask.fresh().estimated(80);
        for (int i = 0; i < 12; i++) {
            double end = 30 + 23 * i % 170;
            completeWithEstimate(end * (0.9 + 0.03 * (i % 5)), end);
        }
        report("after accurate estimates", estimated);
        report("the same, without an estimate", SimulatedTask.fresh());
        report("the same, beyond the estimate", estimated.polledAt(Duration.ofSeconds(95)));
        report(
                "the same, with the shortest estimate that is used",
                SimulatedTask.fresh().estimated(0.1));
        report(
                "the same, with an estimate that is too short",
                SimulatedTask.fresh().estimated(0.09));
        for (int i = 0; i < 12; i++) {
            completeWithEstimate(300 - 20 * i, 60 + i);
        }
        report("after wrong estimates", estimated);
        report("the same, without an estimate", SimulatedTask.fresh());
        GoldenFile.assertMatches("polled-by-estimates", text.toString().stripTrailing());
    }

    @Test
    void the_saved_text_is_unchanged() {
        policy.ended(SimulatedTask.fresh().estimated(30), Duration.ofSeconds(30), Duration.ofSeconds(31));
        policy.ended(SimulatedTask.fresh(), Duration.ofSeconds(28), Duration.ofSeconds(29));
        policy.ended(SimulatedTask.fresh().estimated(30), Duration.ofSeconds(60), Duration.ofSeconds(63));
        GoldenFile.assertMatches("completion-times", policy.save().strip());
    }
}
