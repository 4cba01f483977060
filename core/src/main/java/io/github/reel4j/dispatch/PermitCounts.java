package io.github.reel4j.dispatch;

import io.github.reel4j.port.Scheduler;
import java.time.Duration;
import java.util.Optional;

/**
 * Counts the permits that are left of each limit of a vendor: calls per minute, polls, concurrent calls, concurrent
 * tasks and retries without a delay. Not thread-safe.
 */
final class PermitCounts {

    /** The longest pause when the vendor names no duration. */
    private static final Duration MAX_OWN_PAUSE = Duration.ofSeconds(20);

    private final Scheduler scheduler;
    private final DispatcherLimits limits;
    private final RateLimiter rateLimiter;
    private final RateLimiter polls;
    private final RetryBudget retryBudget = new RetryBudget();
    /** Suspended as long as responses to orders requested, without the bound that applies to {@link #rateLimiter}. */
    private final RateLimiter orderPauses;

    private int calls;
    private int tasks;
    private int rateLimitsInARow;
    private Optional<Duration> requestedPause = Optional.empty();

    PermitCounts(Scheduler scheduler, DispatcherLimits limits) {
        this.scheduler = scheduler;
        this.limits = limits;
        this.rateLimiter = limits.requestsPerMinute().isPresent()
                ? RateLimiter.perMinute(limits.requestsPerMinute().get(), scheduler.nanoTime())
                : RateLimiter.unlimited(scheduler.nanoTime());
        this.polls = limits.polls()
                .map(rate -> RateLimiter.of(rate, scheduler.nanoTime()))
                .orElseGet(() -> RateLimiter.unlimited(scheduler.nanoTime()));
        this.orderPauses = RateLimiter.unlimited(scheduler.nanoTime());
    }

    /** Returns the nanoseconds until the rate permits a call; not negative. */
    long nanosUntilCall() {
        return rateLimiter.nanosUntilPermit(scheduler.nanoTime());
    }

    /** Returns the nanoseconds until the rates permit a poll; not negative. */
    long nanosUntilPoll() {
        return Math.max(nanosUntilCall(), polls.nanosUntilPermit(scheduler.nanoTime()));
    }

    /** Returns the nanoseconds until the rates permit an order of {@code model}; not negative. */
    long nanosUntilSubmit(ModelPermits model) {
        return Math.max(nanosUntilCall(), model.nanosUntilSubmit(scheduler.nanoTime()));
    }

    /** Returns the rest of the current pause, whether the vendor requested it or not; zero if there is none. */
    Duration pausedFor() {
        return Duration.ofNanos(rateLimiter.suspendedFor(scheduler.nanoTime()));
    }

    int calls() {
        return calls;
    }

    /** Returns whether the limit of concurrent calls permits another call. The rate may still delay it. */
    boolean hasCapacity() {
        return calls < limits.maxConcurrentRequests();
    }

    boolean mayAcquireCall() {
        return hasCapacity() && rateLimiter.nanosUntilPermit(scheduler.nanoTime()) == 0;
    }

    boolean mayAcquirePoll() {
        return hasCapacity() && nanosUntilPoll() == 0;
    }

    boolean maySubmit(ModelPermits model) {
        return mayAcquireTask(model) && hasCapacity() && nanosUntilSubmit(model) == 0;
    }

    boolean mayAcquireTask(ModelPermits model) {
        return mayAcquireTask() && model.mayAcquireTask();
    }

    /** Returns whether the limit that all models share permits no task. */
    boolean sharedTaskLimitReached() {
        return !mayAcquireTask();
    }

    private boolean mayAcquireTask() {
        return limits.maxConcurrentTasks().isEmpty()
                || tasks < limits.maxConcurrentTasks().get();
    }

    void acquireCall() {
        rateLimiter.acquirePermit(scheduler.nanoTime());
        calls++;
    }

    void acquirePoll() {
        polls.acquirePermit(scheduler.nanoTime());
        acquireCall();
    }

    void acquireTask(ModelPermits model) {
        model.acquire(scheduler.nanoTime());
        tasks++;
    }

    void releaseCall() {
        calls--;
    }

    void releaseTask(ModelPermits model) {
        model.releaseTask();
        tasks--;
    }

    /**
     * Returns the rest of the longest pause that a response to an order requested; zero if there is none, or if calls
     * are not paused.
     */
    Duration orderPausedFor() {
        long now = scheduler.nanoTime();
        return Duration.ofNanos(rateLimiter.suspendedFor(now) == 0 ? 0 : orderPauses.suspendedFor(now));
    }

    /**
     * Returns the duration that the vendor requested for the current pause; empty if there is no pause, or it is our
     * own.
     */
    Optional<Duration> requestedPause() {
        return requestedPause.filter(any -> rateLimiter.suspendedFor(scheduler.nanoTime()) > 0);
    }

    /**
     * Pauses all calls for {@code requested} if it is present, otherwise for {@code own}, otherwise for a duration that
     * doubles from 1 s to {@link #MAX_OWN_PAUSE}; never longer than {@link RequestDispatcher#MAX_PAUSE}.
     *
     * @return whether this extends the current pause
     */
    boolean pauseFor(Optional<Duration> requested, Optional<Duration> own) {
        Duration growing = Duration.ofSeconds(1L << Math.min(rateLimitsInARow++, 5));
        Duration bounded = growing.compareTo(MAX_OWN_PAUSE) > 0 ? MAX_OWN_PAUSE : growing;
        Duration pause = requested.or(() -> own).orElse(bounded);
        long now = scheduler.nanoTime();
        long before = rateLimiter.suspendedFor(now);
        rateLimiter.suspend(
                pause.compareTo(RequestDispatcher.MAX_PAUSE) > 0 ? RequestDispatcher.MAX_PAUSE : pause, now);
        boolean longer = rateLimiter.suspendedFor(now) > before;
        if (longer) {
            requestedPause = requested;
        }
        return longer;
    }

    /** Records that the response to an order requested a pause. */
    void pauseOrders(Duration requested) {
        orderPauses.suspend(requested, scheduler.nanoTime());
    }

    /** Records a successful response: the next pause of our own is 1 s again, and the retry budget grows. */
    void onSuccess() {
        rateLimitsInARow = 0;
        retryBudget.deposit();
    }

    boolean tryAcquireRetry() {
        return retryBudget.tryAcquire();
    }
}
