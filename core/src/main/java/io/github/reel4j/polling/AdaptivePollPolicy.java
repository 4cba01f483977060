package io.github.reel4j.polling;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

/**
 * Learns how long tasks take and asks when they are likely to have ended, with as many polls in the mean as a fixed interval would
 * need: none in the first seconds when nothing can be ready, many where ends are likely, few in between. Of a kind of task it has
 * never seen it asks at nearly that fixed interval; what it knows of the provider, the operation and the model stands in for what
 * it does not know of the resolution.
 *
 * <p>Two polls of one task are never closer than a fiftieth of the interval, and once nine of ten tasks like it have ended, never
 * farther apart than {@link #withMaxGap}. Before that a gap is as long as experience suggests: a task that ends long before all
 * others did, such as one refused at once, is noticed only when the others begin to be ready.
 *
 * <p>Thread-safe: {@link #nextPollAt} and {@link #priority} take no lock while nothing new is learned.
 */
public final class AdaptivePollPolicy implements PollPolicy {

    /** A guess, for models whose documents give no time: of the documented samples, some take 41 and some 107 seconds. */
    private static final Duration TYPICAL = Duration.ofSeconds(60);

    private static final Duration MAX_GAP = Duration.ofSeconds(15);
    private static final double MIN_GAP = 1.0 / 50;

    private final Duration interval;
    private final Duration maxGap;
    private final Function<CompletionKey, Optional<Duration>> typicalDuration;
    private final Jitter jitter;
    private final CompletionModel model = new CompletionModel();
    private final Map<CompletionKey, PolicySnapshot> snapshots = new ConcurrentHashMap<>();

    AdaptivePollPolicy(
            Duration interval,
            Duration longestGap,
            Function<CompletionKey, Optional<Duration>> typical,
            Jitter jitter) {
        if (interval.isNegative() || interval.isZero() || interval.compareTo(longestGap) > 0) {
            throw new IllegalArgumentException("polling needs 0 < interval <= longest gap, not interval = " + interval
                    + ", longest gap = " + longestGap);
        }
        this.interval = interval;
        this.maxGap = longestGap;
        this.typicalDuration = Objects.requireNonNull(typical, "typical");
        this.jitter = jitter;
    }

    /**
     * One that has learned nothing, to poll as often in the mean as every {@code interval}.
     *
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    public static AdaptivePollPolicy withMeanInterval(Duration interval) {
        Duration max = interval.compareTo(MAX_GAP) > 0 ? interval : MAX_GAP;
        return new AdaptivePollPolicy(interval, max, key -> Optional.empty(), Jitter.random());
    }

    /**
     * The same, with nothing learned, and another longest gap than 15 seconds.
     *
     * @throws IllegalArgumentException if it is shorter than the interval
     */
    public AdaptivePollPolicy withMaxGap(Duration longestGap) {
        return new AdaptivePollPolicy(interval, longestGap, typicalDuration, jitter);
    }

    /** The same, with nothing learned, and how long tasks take by the vendor's documents; positive, or empty where none says. */
    public AdaptivePollPolicy withTypicalDuration(Function<CompletionKey, Optional<Duration>> typical) {
        return new AdaptivePollPolicy(interval, maxGap, typical, jitter);
    }

    /**
     * The same, with nothing learned, and its jitter from {@code chance}: values from 0 up to 1, asked for by any thread. For
     * simulations that must come out the same each time.
     */
    public AdaptivePollPolicy withRandom(DoubleSupplier chance) {
        return new AdaptivePollPolicy(interval, maxGap, typicalDuration, new Jitter(chance));
    }

    @Override
    public Duration nextPollAt(PendingTask task) {
        double last = Seconds.of(task.lastPollAt());
        PolicySnapshot snapshot = snapshot(task.key());
        double next = snapshot.density().next(snapshot.forecast(task), last, jitter.factor());
        return Seconds.plus(task.lastPollAt(), next - last);
    }

    /** For how long the task is likely to have been ended without our knowing it, in seconds. */
    @Override
    public double priority(PendingTask task, Duration age) {
        return snapshot(task.key()).forecast(task).expectedOverdue(Seconds.of(task.lastPollAt()), Seconds.of(age));
    }

    @Override
    public void ended(PendingTask task, Duration after, Duration by) {
        if (after.isNegative() || by.compareTo(after) <= 0) {
            throw new IllegalArgumentException(
                    "a task ends after a poll that saw it unfinished: 0 <= after < by, not after = " + after + ", by = "
                            + by);
        }
        synchronized (model) {
            model.add(task, Seconds.of(after), Seconds.of(by), typicalDuration(task.key()));
            forget(task.key());
        }
    }

    /** Every plan that rests on what was just learned. */
    private void forget(CompletionKey learned) {
        TaskClass broadest = TaskClass.of(learned).get(0);
        snapshots.keySet().removeIf(broadest::covers);
    }

    private PolicySnapshot snapshot(CompletionKey key) {
        PolicySnapshot known = snapshots.get(key);
        if (known != null) {
            return known;
        }
        synchronized (model) {
            CompletionDistribution distribution = model.distribution(key, typicalDuration(key));
            EstimateCalibration calibration = model.calibration(key);
            double every = Seconds.of(interval);
            PollDensity density = PollDensity.withBudgetOf(every, distribution, every * MIN_GAP, Seconds.of(maxGap));
            PolicySnapshot snapshot =
                    new PolicySnapshot(distribution, calibration.forecast(), calibration.weight(), density);
            if (snapshots.size() >= CompletionModel.MAX_CLASSES) {
                snapshots.clear();
            }
            snapshots.put(key, snapshot);
            return snapshot;
        }
    }

    private double typicalDuration(CompletionKey key) {
        return Seconds.of(typicalDuration.apply(key).orElse(TYPICAL));
    }

    /** All that was learned, as text that {@link #restore} reads; of printable ASCII, some kilobytes for each kind of task. */
    public String save() {
        synchronized (model) {
            return CompletionModelCodec.format(model);
        }
    }

    /**
     * Learns what {@link #save} gave, in place of what was learned so far.
     *
     * @throws IllegalArgumentException with the line that is damaged and what was expected there; nothing is changed then
     */
    public void restore(String saved) {
        CompletionModel read = CompletionModelCodec.parse(saved);
        synchronized (model) {
            model.histograms().clear();
            model.calibrations().clear();
            model.histograms().putAll(read.histograms());
            model.calibrations().putAll(read.calibrations());
            snapshots.clear();
        }
    }
}
