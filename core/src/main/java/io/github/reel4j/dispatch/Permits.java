package io.github.reel4j.dispatch;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.Optional;

/** What may be spent at a vendor now: calls by the minute, calls and tasks at once, early retries. Not thread-safe. */
final class Permits {

    private static final Duration MAX_OWN_PAUSE = Duration.ofSeconds(20);

    private final Scheduler scheduler;
    private final DispatcherLimits limits;
    private final RateLimiter rateLimiter;
    private final RetryBudget retryBudget = new RetryBudget();
    private int calls;
    private int tasks;
    private int rateLimitsInARow;
    private final RateLimiter askedByOrders;
    private Optional<Duration> asked = Optional.empty();

    Permits(Scheduler scheduler, DispatcherLimits limits) {
        this.scheduler = scheduler;
        this.limits = limits;
        this.rateLimiter = limits.requestsPerMinute()
                .map(each -> RateLimiter.perMinute(each, scheduler.nanoTime()))
                .orElseGet(() -> RateLimiter.unlimited(scheduler.nanoTime()));
        this.askedByOrders = RateLimiter.unlimited(scheduler.nanoTime());
    }

    boolean limitsTasks() {
        return limits.maxConcurrentTasks().isPresent();
    }

    /** Time until the rate allows a call, not negative. */
    Duration timeUntilPermit() {
        return Duration.ofNanos(rateLimiter.nanosUntilPermit(scheduler.nanoTime()));
    }

    /** What is left of a pause that the vendor asked for. */
    Duration pausedFor() {
        return Duration.ofNanos(rateLimiter.suspendedFor(scheduler.nanoTime()));
    }

    /** Whether another call may be under way, as soon as the rate allows it. */
    boolean hasCapacity() {
        return calls < limits.maxConcurrentRequests();
    }

    boolean mayAcquireCall() {
        return hasCapacity() && rateLimiter.nanosUntilPermit(scheduler.nanoTime()) == 0;
    }

    boolean mayAcquireTask() {
        return limits.maxConcurrentTasks().map(max -> tasks < max).orElse(true);
    }

    void acquireCall() {
        rateLimiter.acquirePermit(scheduler.nanoTime());
        calls++;
    }

    void acquireTask() {
        tasks++;
    }

    void releaseCall() {
        calls--;
    }

    void releaseTask() {
        tasks--;
    }

    /** What is left of the longest pause that an order was answered with, while calls pause; zero if they do not. */
    Duration orderPausedFor() {
        long now = scheduler.nanoTime();
        return Duration.ofNanos(rateLimiter.suspendedFor(now) == 0 ? 0 : askedByOrders.suspendedFor(now));
    }

    /** What the vendor asked for, if calls pause because of that. */
    Optional<Duration> askedPause() {
        return asked.filter(any -> rateLimiter.suspendedFor(scheduler.nanoTime()) > 0);
    }

    /**
     * A pause of {@code asked}, {@link RequestDispatcher#MAX_PAUSE} at most, or else of {@code own}, or else a growing one; whether it is longer
     * than one that is on.
     */
    boolean pauseFor(Optional<Duration> asked, Optional<Duration> own) {
        Duration growing = Duration.ofSeconds(1L << Math.min(rateLimitsInARow++, 5));
        Duration bounded = growing.compareTo(MAX_OWN_PAUSE) > 0 ? MAX_OWN_PAUSE : growing;
        Duration wished = asked.or(() -> own).orElse(bounded);
        long now = scheduler.nanoTime();
        long before = rateLimiter.suspendedFor(now);
        rateLimiter.suspend(
                wished.compareTo(RequestDispatcher.MAX_PAUSE) > 0 ? RequestDispatcher.MAX_PAUSE : wished, now);
        boolean longer = rateLimiter.suspendedFor(now) > before;
        if (longer) {
            this.asked = asked;
        }
        return longer;
    }

    /** An order was answered with a wish for a pause of {@code asked}. */
    void orderPause(Duration asked) {
        askedByOrders.suspend(asked, scheduler.nanoTime());
    }

    void onSuccess() {
        rateLimitsInARow = 0;
        retryBudget.deposit();
    }

    boolean tryAcquireRetry() {
        return retryBudget.tryAcquire();
    }
}
