package io.github.reel4j.spending;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.SpendLimit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The orders that count towards a spend limit, and their sum. An order counts unless it is rejected, from its time on
 * for the window of the limit; one that is later than the current time counts, because the clock may have gone back.
 * Times may come in any order. Takes about 200 bytes for each order in the window. Not thread-safe.
 */
public final class SlidingWindowSum {

    /** Orders are kept for this long after they left the window. A clock may go back by this much. */
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    /** Far from the limits of {@link Instant}, so that a window can be added. */
    private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private static final Instant MIN_TIME = Instant.parse("0000-01-01T00:00:00Z");

    private final SpendLimit limit;
    private final Map<OrderId, Entry> byOrder = new HashMap<>();
    private final NavigableMap<Instant, List<Entry>> byTime = new TreeMap<>();
    private BigDecimal sum = BigDecimal.ZERO; // of the entries after cutoff that are not rejected
    private Instant cutoff = Instant.MIN;
    private Instant droppedUntil = Instant.MIN;

    public SlidingWindowSum(SpendLimit limit) {
        this.limit = limit;
    }

    private static final class Entry {
        private final OrderId order;
        private final Instant at;
        private final BigDecimal amount;
        private boolean accepted;
        private boolean rejected;

        Entry(OrderId order, Instant at, BigDecimal amount) {
            this.order = order;
            this.at = at;
            this.amount = amount;
        }
    }

    /**
     * Why an order does not fit.
     *
     * @param spent the sum of the orders in the window
     * @param untilRoom the time until enough orders have left the window; empty if the order never fits
     */
    public record Excess(Money spent, Optional<Duration> untilRoom) {}

    /** Adds an order of this time. An order in another currency, and one that was added before, do not count. */
    public void add(OrderId order, Instant at, Money price) {
        Instant time = bounded(at);
        if (!price.currency().equals(limit.max().currency())
                || byOrder.containsKey(order)
                || time.compareTo(droppedUntil) <= 0) {
            return;
        }
        Entry entry = new Entry(order, time, price.amount());
        byOrder.put(order, entry);
        byTime.computeIfAbsent(time, any -> new ArrayList<>(1)).add(entry);
        count(entry, 1);
    }

    /** Records that the order was not accepted, so that it no longer counts. An accepted order still counts. */
    public void reject(OrderId order) {
        Entry entry = byOrder.get(order);
        if (entry != null && !entry.accepted && !entry.rejected) {
            count(entry, -1);
            entry.rejected = true;
        }
    }

    /** Records that the order was accepted. It counts, also if it was rejected before. */
    public void accept(OrderId order) {
        Entry entry = byOrder.get(order);
        if (entry != null) {
            entry.accepted = true;
            if (entry.rejected) {
                entry.rejected = false;
                count(entry, 1);
            }
        }
    }

    /** Returns whether this window still has all orders that count at this time; if not, add them to a new window. */
    public boolean covers(Instant now) {
        return cutoffAt(now).compareTo(droppedUntil) >= 0;
    }

    /** Returns the time up to which orders need not be added, because they are neither counted now nor soon. */
    public Instant oldestNeeded(Instant now) {
        return cutoffAt(now).minus(CLOCK_TOLERANCE);
    }

    /** Returns the sum of the orders that count at this time. */
    public Money spent(Instant now) {
        moveTo(now);
        return money(sum);
    }

    /**
     * Returns why an order of this price does not fit at this time; empty if it does. Adds nothing.
     *
     * @param price in the currency of the limit
     */
    public Optional<Excess> check(Money price, Instant now) {
        moveTo(now);
        if (fits(sum, price)) {
            return Optional.empty();
        }
        return Optional.of(new Excess(money(sum), roomAt(price).map(at -> Duration.between(bounded(now), at))));
    }

    private Optional<Instant> roomAt(Money price) {
        BigDecimal remaining = sum;
        for (Map.Entry<Instant, List<Entry>> each :
                byTime.tailMap(cutoff, false).entrySet()) {
            remaining = remaining.subtract(sumOf(each.getValue()));
            if (fits(remaining, price)) {
                return Optional.of(each.getKey().plus(limit.window()));
            }
        }
        return Optional.empty();
    }

    private boolean fits(BigDecimal spent, Money price) {
        return spent.add(price.amount()).compareTo(limit.max().amount()) <= 0;
    }

    private void count(Entry entry, int sign) {
        if (entry.at.isAfter(cutoff)) {
            sum = sum.add(sign > 0 ? entry.amount : entry.amount.negate());
        }
    }

    private void moveTo(Instant now) {
        Instant next = cutoffAt(now);
        if (next.isAfter(cutoff)) {
            sum = sum.subtract(sumOf(byTime.subMap(cutoff, false, next, true).values()));
        } else if (next.isBefore(cutoff)) { // the clock went back
            sum = sum.add(sumOf(byTime.subMap(next, false, cutoff, true).values()));
        }
        cutoff = next;
        drop(oldestNeeded(now));
    }

    private void drop(Instant until) {
        if (until.isAfter(droppedUntil)) {
            NavigableMap<Instant, List<Entry>> old = byTime.headMap(until, true);
            old.values().forEach(each -> each.forEach(entry -> byOrder.remove(entry.order)));
            old.clear();
            droppedUntil = until;
        }
    }

    private static BigDecimal sumOf(Collection<List<Entry>> entries) {
        return entries.stream().map(SlidingWindowSum::sumOf).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal sumOf(List<Entry> entries) {
        return entries.stream()
                .filter(entry -> !entry.rejected)
                .map(entry -> entry.amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private Money money(BigDecimal amount) {
        return new Money(amount, limit.max().currency());
    }

    private Instant cutoffAt(Instant now) {
        return bounded(now).minus(limit.window());
    }

    private static Instant bounded(Instant time) {
        return time.isAfter(MAX_TIME) ? MAX_TIME : time.isBefore(MIN_TIME) ? MIN_TIME : time;
    }
}
