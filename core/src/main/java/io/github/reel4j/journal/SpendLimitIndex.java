package io.github.reel4j.journal;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.spending.SlidingWindowSum;
import io.vavr.control.Either;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The orders of a journal that count towards one spend limit, in about 200 bytes each. Applies the rules of
 * {@link OrderProjection}: an accepted order stays accepted, and one that was resolved as not accepted does not count.
 * Not thread-safe.
 */
final class SpendLimitIndex {

    private static final String TIME_KEY = " at=";
    private static final int DATE_LENGTH = 10; // of 2026-11-20

    private final SpendLimit limit;
    private final Instant start;
    private final SlidingWindowSum window;
    private final String firstDate;
    private OptionalLong unreadableLine = OptionalLong.empty(); // not followed by an order yet
    private OptionalLong lastUnreadableLine = OptionalLong.empty(); // followed by an order of the next field's time
    private Instant unreadableUntil = Instant.MIN;

    /** @param now the time from which on orders must be known that count */
    SpendLimitIndex(SpendLimit limit, Instant now) {
        this.limit = limit;
        this.start = now;
        this.window = new SlidingWindowSum(limit);
        window.spent(now); // orders that are older than this time needs are ignored
        this.firstDate =
                window.oldestNeeded(now).atOffset(ZoneOffset.UTC).toLocalDate().toString();
    }

    /** Returns an index without orders, for the same limit and time. */
    SpendLimitIndex restarted() {
        return new SpendLimitIndex(limit, start);
    }

    /** Returns whether the index still has all orders that count at this time; false if the clock went far back. */
    boolean covers(Instant now) {
        return window.covers(now);
    }

    /** Adds one line. It must have been read by {@code record}. */
    void add(PartialRecordParser record, byte[] bytes, int from, int to, long number) {
        switch (record.type()) {
            case CREATED -> addCreated(JournalLine.text(bytes, from, to), number);
            case ACCEPTED -> window.accept(record.order());
            case REJECTED -> window.reject(record.order());
            case RESOLVED -> {
                if (record.hasTask()) {
                    window.accept(record.order());
                } else {
                    window.reject(record.order());
                }
            }
            default -> {}
        }
    }

    /** Adds a line that may be an order but cannot be read. */
    void addUnreadable(long number) {
        if (unreadableLine.isEmpty()) {
            unreadableLine = OptionalLong.of(number);
        }
    }

    private void addCreated(String line, long number) {
        if (unreadableLine.isEmpty() && isOld(line)) {
            return;
        }
        Either<CorruptLine.Corruption, OrderEvent> event = JournalLine.read(line);
        if (event.isRight() && event.get() instanceof OrderEvent.Created created) {
            addCreated(created);
        } else { // for example, a currency that this JVM does not know
            addUnreadable(number);
        }
    }

    private void addCreated(OrderEvent.Created created) {
        if (unreadableLine.isPresent()) {
            lastUnreadableLine = unreadableLine;
            unreadableUntil = created.at().isAfter(unreadableUntil) ? created.at() : unreadableUntil;
            unreadableLine = OptionalLong.empty();
        }
        created.intent()
                .price()
                .max()
                .ifPresent(price -> window.add(created.intent().order(), created.at(), price));
    }

    /** Compares dates as texts, much faster than the line can be parsed. */
    private boolean isOld(String line) {
        int at = line.indexOf(TIME_KEY) + TIME_KEY.length();
        return at >= TIME_KEY.length()
                && at + DATE_LENGTH <= line.length()
                && Character.isDigit(line.charAt(at)) // not a year before 0 or after 9999
                && line.substring(at, at + DATE_LENGTH).compareTo(firstDate) < 0;
    }

    /** Returns why an order of this price does not fit at this time; empty if it does. */
    Optional<SlidingWindowSum.Excess> check(Money price, Instant now) {
        return window.check(price, now);
    }

    /** Returns the number of a line that may be an order in the window but cannot be read, from 1. */
    OptionalLong unreadableLine(Instant now) {
        if (unreadableLine.isPresent()) {
            return unreadableLine;
        }
        return unreadableUntil.isAfter(now.minus(limit.window())) ? lastUnreadableLine : OptionalLong.empty();
    }
}
