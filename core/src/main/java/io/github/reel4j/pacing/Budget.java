package io.github.reel4j.pacing;

import io.github.reel4j.port.Timeline;
import java.time.Duration;
import java.util.Optional;

/** What may be spent at a vendor now: calls by the minute, calls and tasks at once, early retries. Not thread-safe. */
final class Budget {

    private static final Duration LONGEST_OWN_PAUSE = Duration.ofSeconds(20);

    private final Timeline timeline;
    private final LaneLimits limits;
    private final Pace pace;
    private final RetryTokens retries = new RetryTokens();
    private int calls;
    private int tasks;
    private int rateLimitsInARow;
    private final Pace askedByOrders;
    private Optional<Duration> asked = Optional.empty();

    Budget(Timeline timeline, LaneLimits limits) {
        this.timeline = timeline;
        this.limits = limits;
        this.pace = limits.requestsPerMinute()
                .map(each -> Pace.perMinute(each, timeline.nanoTime()))
                .orElseGet(() -> Pace.unlimited(timeline.nanoTime()));
        this.askedByOrders = Pace.unlimited(timeline.nanoTime());
    }

    boolean limitsTasks() {
        return limits.tasksAtOnce().isPresent();
    }

    /** Time until the rate allows a call, not negative. */
    Duration untilNext() {
        return Duration.ofNanos(pace.untilNext(timeline.nanoTime()));
    }

    /** What is left of a pause that the vendor asked for. */
    Duration pausedFor() {
        return Duration.ofNanos(pace.pausedFor(timeline.nanoTime()));
    }

    /** Whether another call may be under way, as soon as the rate allows it. */
    boolean hasRoom() {
        return calls < limits.callsAtOnce();
    }

    boolean allowsCall() {
        return hasRoom() && pace.untilNext(timeline.nanoTime()) == 0;
    }

    boolean allowsTask() {
        return limits.tasksAtOnce().map(most -> tasks < most).orElse(true);
    }

    void takeCall() {
        pace.take(timeline.nanoTime());
        calls++;
    }

    void takeTask() {
        tasks++;
    }

    void callIsOver() {
        calls--;
    }

    void taskIsOver() {
        tasks--;
    }

    /** What is left of the longest pause that an order was answered with, while calls pause; zero if they do not. */
    Duration orderPausedFor() {
        long now = timeline.nanoTime();
        return Duration.ofNanos(pace.pausedFor(now) == 0 ? 0 : askedByOrders.pausedFor(now));
    }

    /** What the vendor asked for, if calls pause because of that. */
    Optional<Duration> askedPause() {
        return asked.filter(any -> pace.pausedFor(timeline.nanoTime()) > 0);
    }

    /**
     * A pause of {@code asked}, {@link Lane#MAX_PAUSE} at most, or else of {@code own}, or else a growing one; whether it is longer
     * than one that is on.
     */
    boolean pause(Optional<Duration> asked, Optional<Duration> own) {
        Duration growing = Duration.ofSeconds(1L << Math.min(rateLimitsInARow++, 5));
        Duration bounded = growing.compareTo(LONGEST_OWN_PAUSE) > 0 ? LONGEST_OWN_PAUSE : growing;
        Duration wished = asked.or(() -> own).orElse(bounded);
        long now = timeline.nanoTime();
        long before = pace.pausedFor(now);
        pace.pause(wished.compareTo(Lane.MAX_PAUSE) > 0 ? Lane.MAX_PAUSE : wished, now);
        boolean longer = pace.pausedFor(now) > before;
        if (longer) {
            this.asked = asked;
        }
        return longer;
    }

    /** An order was answered with a wish for a pause of {@code asked}. */
    void orderPause(Duration asked) {
        askedByOrders.pause(asked, timeline.nanoTime());
    }

    void answered() {
        rateLimitsInARow = 0;
        retries.giveBack();
    }

    boolean takeRetry() {
        return retries.take();
    }
}
