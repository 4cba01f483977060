package io.github.reel4j.polling;

import io.github.reel4j.polling.adaptive.CompletionModel;
import io.github.reel4j.polling.adaptive.CompletionModelCodec;
import io.github.reel4j.polling.adaptive.PollTimeCalculator;
import io.github.reel4j.polling.adaptive.TaskClass;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * A {@link PollPolicy} that learns how long tasks take and polls when they are likely to complete. On average it needs
 * no more polls than a fixed interval. It sends no polls in the first seconds when no task can be complete, many where
 * completions are likely, and few in between. A new {@link CompletionKey} starts with nearly the fixed interval, and
 * with what is known about its provider, operation and model.
 *
 * <p>The gap between two polls of one task is at least 0.02 times the interval. Once 90 % of similar tasks would be
 * complete, it is at most {@link #withMaxGap}. Before that a gap is as long as experience suggests. So a task that
 * completes much earlier than all others did is noticed only when the others start to complete.
 *
 * <p>Thread-safe. {@link #nextPollAt} and {@link #priority} take no lock until something new is learned.
 */
public final class AdaptivePollPolicy implements PollPolicy {

    /** The assumed duration if the vendor documents none; the documented samples take from 41 to 107 seconds. */
    private static final Duration DEFAULT_DURATION = Duration.ofSeconds(60);

    private static final Duration MAX_GAP = Duration.ofSeconds(15);
    private static final double MIN_GAP = 1.0 / 50;

    private final Duration interval;
    private final Duration maxGap;
    private final Function<CompletionKey, Optional<Duration>> typicalDuration;
    private final Jitter jitter;
    private final CompletionModel model = new CompletionModel();
    private final Map<CompletionKey, PollTimeCalculator> snapshots = new ConcurrentHashMap<>();

    AdaptivePollPolicy(
            Duration interval,
            Duration maxGap,
            Function<CompletionKey, Optional<Duration>> typicalDuration,
            Jitter jitter) {
        if (interval.isNegative() || interval.isZero() || interval.compareTo(maxGap) > 0) {
            throw new IllegalArgumentException(
                    "polling needs 0 < interval <= maxGap, not interval = " + interval + ", maxGap = " + maxGap);
        }
        this.interval = interval;
        this.maxGap = maxGap;
        this.typicalDuration = Objects.requireNonNull(typicalDuration, "typicalDuration");
        this.jitter = jitter;
    }

    /**
     * Returns a policy that has learned nothing yet and needs as many polls in the mean as one every {@code interval}.
     *
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    public static AdaptivePollPolicy withMeanInterval(Duration interval) {
        Duration max = interval.compareTo(MAX_GAP) > 0 ? interval : MAX_GAP;
        return new AdaptivePollPolicy(interval, max, key -> Optional.empty(), Jitter.random());
    }

    /**
     * Returns a policy with the same settings but this longest gap between two polls, which has learned nothing yet.
     * The default is 15 seconds, or the interval if that is longer.
     *
     * @throws IllegalArgumentException if {@code maxGap} is shorter than the interval
     */
    public AdaptivePollPolicy withMaxGap(Duration maxGap) {
        return new AdaptivePollPolicy(interval, maxGap, typicalDuration, jitter);
    }

    /**
     * Returns a policy with the same settings but these typical durations, which has learned nothing yet.
     *
     * @param typicalDuration gives the documented duration of a task, above 0, or empty if the vendor documents none;
     *     called by any thread. The default is always empty, which counts as 60 seconds
     */
    public AdaptivePollPolicy withTypicalDuration(Function<CompletionKey, Optional<Duration>> typicalDuration) {
        return new AdaptivePollPolicy(interval, maxGap, typicalDuration, jitter);
    }

    /**
     * Returns a policy with the same settings but this source of jitter, which has learned nothing yet. Use it for
     * reproducible simulations.
     *
     * @param random gives values from 0 (inclusive) to 1 (exclusive); called by any thread
     */
    public AdaptivePollPolicy withRandom(DoubleSupplier random) {
        return new AdaptivePollPolicy(interval, maxGap, typicalDuration, new Jitter(random));
    }

    @Override
    public Duration nextPollAt(PendingTask task) {
        double last = Seconds.of(task.lastPollAt());
        double next = snapshot(task.key()).nextPollAt(estimate(task), last, jitter.factor());
        return Seconds.plus(task.lastPollAt(), next - last);
    }

    /** Returns for how many seconds, in the mean, the task is already complete at {@code age} without our knowing. */
    @Override
    public double priority(PendingTask task, Duration age) {
        return snapshot(task.key()).expectedOverdue(estimate(task), Seconds.of(task.lastPollAt()), Seconds.of(age));
    }

    @Override
    public void ended(PendingTask task, Duration after, Duration by) {
        if (after.isNegative() || by.compareTo(after) <= 0) {
            throw new IllegalArgumentException(
                    "a task completes after the last poll that saw it running: 0 <= after < by, not after = " + after
                            + ", by = " + by);
        }
        synchronized (model) {
            model.add(
                    classes(task.key()),
                    estimate(task),
                    Seconds.of(after),
                    Seconds.of(by),
                    typicalDuration(task.key()));
            removeSnapshots(task.key());
        }
    }

    /** Removes all snapshots that depend on a task of {@code learned}. */
    private void removeSnapshots(CompletionKey learned) {
        snapshots
                .keySet()
                .removeIf(key -> key.provider().equals(learned.provider()) && key.operation() == learned.operation());
    }

    private static List<TaskClass> classes(CompletionKey key) {
        return TaskClass.of(key.provider(), key.operation(), key.model(), key.resolution());
    }

    private static Optional<Double> estimate(PendingTask task) {
        return task.vendorEstimate().map(Seconds::of);
    }

    private PollTimeCalculator snapshot(CompletionKey key) {
        PollTimeCalculator known = snapshots.get(key);
        if (known != null) {
            return known;
        }
        synchronized (model) {
            double every = Seconds.of(interval);
            PollTimeCalculator snapshot =
                    model.snapshot(classes(key), typicalDuration(key), every, every * MIN_GAP, Seconds.of(maxGap));
            if (snapshots.size() >= CompletionModel.MAX_CLASSES) {
                snapshots.clear();
            }
            snapshots.put(key, snapshot);
            return snapshot;
        }
    }

    private double typicalDuration(CompletionKey key) {
        return Seconds.of(typicalDuration.apply(key).orElse(DEFAULT_DURATION));
    }

    /**
     * Returns everything that was learned as text for {@link #restore}: lines of printable ASCII, some kilobytes for
     * each combination of provider, operation, model and resolution.
     */
    public String save() {
        synchronized (model) {
            return CompletionModelCodec.format(model);
        }
    }

    /**
     * Replaces everything that was learned by a text from {@link #save}.
     *
     * @throws IllegalArgumentException if a line is damaged; the message names it and what was expected. Nothing is
     *     changed then
     */
    public void restore(String saved) {
        CompletionModel read = CompletionModelCodec.parse(saved);
        synchronized (model) {
            model.replaceWith(read);
            snapshots.clear();
        }
    }
}
