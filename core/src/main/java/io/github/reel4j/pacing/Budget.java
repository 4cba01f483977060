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

    Budget(Timeline timeline, LaneLimits limits) {
        this.timeline = timeline;
        this.limits = limits;
        this.pace = limits.requestsPerMinute()
                .map(each -> Pace.perMinute(each, timeline.nanoTime()))
                .orElseGet(() -> Pace.unlimited(timeline.nanoTime()));
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

    /** A pause of {@code asked}, or else a growing one of our own. */
    void pause(Optional<Duration> asked) {
        Duration own = Duration.ofSeconds(1L << Math.min(rateLimitsInARow++, 5));
        Duration bounded = own.compareTo(LONGEST_OWN_PAUSE) > 0 ? LONGEST_OWN_PAUSE : own;
        pace.pause(asked.orElse(bounded), timeline.nanoTime());
    }

    void answered() {
        rateLimitsInARow = 0;
        retries.giveBack();
    }

    boolean takeRetry() {
        return retries.take();
    }
}
