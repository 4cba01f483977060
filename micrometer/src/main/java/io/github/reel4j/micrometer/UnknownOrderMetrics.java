package io.github.reel4j.micrometer;

import io.github.reel4j.journal.FileJournal;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The gauge {@code reel4j.orders.unknown}: the number of orders of unknown outcome that are not resolved. They may be
 * billed, so alert on it. Thread-safe.
 */
public final class UnknownOrderMetrics implements MeterBinder {

    /** How long a count is used. Counting may read a file of several MiB. */
    private static final Duration MAX_AGE = Duration.ofSeconds(30);

    private final Supplier<? extends Number> count;
    private double last = Double.NaN; // guarded by this
    private long countedAt; // guarded by this
    private boolean counted; // guarded by this

    /**
     * Creates the gauge.
     *
     * @param count returns the number; called by the thread that reads the gauge, at most once in 30 seconds. If it
     *     throws, the gauge is {@link Double#NaN}
     */
    public UnknownOrderMetrics(Supplier<? extends Number> count) {
        this.count = Objects.requireNonNull(count, "count");
    }

    /** Returns the gauge of the orders in a journal. It is {@link Double#NaN} while the journal cannot be read. */
    public static UnknownOrderMetrics of(FileJournal journal) {
        Objects.requireNonNull(journal, "journal");
        return new UnknownOrderMetrics(() -> journal.read()
                .<Number>fold(
                        failure -> Double.NaN, snapshot -> snapshot.unresolved().size()));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Clock clock = registry.config().clock();
        Gauge.builder(ReelMeterDocumentation.ORDERS_UNKNOWN.getName(), this, metrics -> metrics.value(clock))
                .description(ReelMeterDocumentation.ORDERS_UNKNOWN.description())
                .strongReference(true)
                .register(registry);
    }

    private synchronized double value(Clock clock) {
        long now = clock.monotonicTime();
        if (!counted || now - countedAt >= MAX_AGE.toNanos()) {
            counted = true;
            countedAt = now;
            last = Double.NaN;
            last = count.get().doubleValue();
        }
        return last;
    }
}
