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
 * farther apart than {@link #withLongestGap}. Before that a gap is as long as experience suggests: a task that ends long before all
 * others did, such as one refused at once, is noticed only when the others begin to be ready.
 *
 * <p>Thread-safe: {@link #nextPollAt} and {@link #worth} take no lock while nothing new is learned.
 */
public final class AdaptivePolicy implements PollPolicy {

    /** A guess, for models whose documents give no time: of the documented samples, some take 41 and some 107 seconds. */
    private static final Duration TYPICAL = Duration.ofSeconds(60);

    private static final Duration LONGEST_GAP = Duration.ofSeconds(15);
    private static final double CLOSEST = 1.0 / 50;

    private final Duration interval;
    private final Duration longestGap;
    private final Function<CompletionKey, Optional<Duration>> typical;
    private final Jitter jitter;
    private final Memory memory = new Memory();
    private final Map<CompletionKey, Plan> plans = new ConcurrentHashMap<>();

    AdaptivePolicy(
            Duration interval,
            Duration longestGap,
            Function<CompletionKey, Optional<Duration>> typical,
            Jitter jitter) {
        if (interval.isNegative() || interval.isZero() || interval.compareTo(longestGap) > 0) {
            throw new IllegalArgumentException("polling needs 0 < interval <= longest gap, not interval = " + interval
                    + ", longest gap = " + longestGap);
        }
        this.interval = interval;
        this.longestGap = longestGap;
        this.typical = Objects.requireNonNull(typical, "typical");
        this.jitter = jitter;
    }

    /**
     * One that has learned nothing, to poll as often in the mean as every {@code interval}.
     *
     * @throws IllegalArgumentException if {@code interval} is not positive
     */
    public static AdaptivePolicy insteadOf(Duration interval) {
        Duration longest = interval.compareTo(LONGEST_GAP) > 0 ? interval : LONGEST_GAP;
        return new AdaptivePolicy(interval, longest, key -> Optional.empty(), Jitter.random());
    }

    /**
     * The same, with nothing learned, and another longest gap than 15 seconds.
     *
     * @throws IllegalArgumentException if it is shorter than the interval
     */
    public AdaptivePolicy withLongestGap(Duration longestGap) {
        return new AdaptivePolicy(interval, longestGap, typical, jitter);
    }

    /** The same, with nothing learned, and how long tasks take by the vendor's documents; positive, or empty where none says. */
    public AdaptivePolicy withTypical(Function<CompletionKey, Optional<Duration>> typical) {
        return new AdaptivePolicy(interval, longestGap, typical, jitter);
    }

    /**
     * The same, with nothing learned, and its jitter from {@code chance}: values from 0 up to 1, asked for by any thread. For
     * simulations that must come out the same each time.
     */
    public AdaptivePolicy withChance(DoubleSupplier chance) {
        return new AdaptivePolicy(interval, longestGap, typical, new Jitter(chance));
    }

    @Override
    public Duration nextPollAt(PendingTask task) {
        double last = Ages.seconds(task.lastPollAt());
        Plan plan = plan(task.key());
        double next = plan.spacing().next(plan.outlook(task), last, jitter.factor());
        return Ages.later(task.lastPollAt(), next - last);
    }

    /** For how long the task is likely to have been ended without our knowing it, in seconds. */
    @Override
    public double worth(PendingTask task, Duration age) {
        return plan(task.key()).outlook(task).unseen(Ages.seconds(task.lastPollAt()), Ages.seconds(age));
    }

    @Override
    public void ended(PendingTask task, Duration after, Duration by) {
        if (after.isNegative() || by.compareTo(after) <= 0) {
            throw new IllegalArgumentException(
                    "a task ends after a poll that saw it unfinished: 0 <= after < by, not after = " + after + ", by = "
                            + by);
        }
        synchronized (memory) {
            memory.add(task, Ages.seconds(after), Ages.seconds(by), typical(task.key()));
            forget(task.key());
        }
    }

    /** Every plan that rests on what was just learned. */
    private void forget(CompletionKey learned) {
        Kind broadest = Kind.of(learned).get(0);
        plans.keySet().removeIf(broadest::covers);
    }

    private Plan plan(CompletionKey key) {
        Plan known = plans.get(key);
        if (known != null) {
            return known;
        }
        synchronized (memory) {
            Forecast forecast = memory.forecast(key, typical(key));
            Estimates estimates = memory.estimates(key);
            double every = Ages.seconds(interval);
            Spacing spacing = Spacing.like(every, forecast, every * CLOSEST, Ages.seconds(longestGap));
            Plan plan = new Plan(forecast, estimates.forecast(), estimates.trust(), spacing);
            if (plans.size() >= Memory.MOST) {
                plans.clear();
            }
            plans.put(key, plan);
            return plan;
        }
    }

    private double typical(CompletionKey key) {
        return Ages.seconds(typical.apply(key).orElse(TYPICAL));
    }

    /** All that was learned, as text that {@link #restore} reads; of printable ASCII, some kilobytes for each kind of task. */
    public String save() {
        synchronized (memory) {
            return MemoryText.print(memory);
        }
    }

    /**
     * Learns what {@link #save} gave, in place of what was learned so far.
     *
     * @throws IllegalArgumentException with the line that is damaged and what was expected there; nothing is changed then
     */
    public void restore(String saved) {
        Memory read = MemoryText.parse(saved);
        synchronized (memory) {
            memory.histories().clear();
            memory.estimates().clear();
            memory.histories().putAll(read.histories());
            memory.estimates().putAll(read.estimates());
            plans.clear();
        }
    }
}
