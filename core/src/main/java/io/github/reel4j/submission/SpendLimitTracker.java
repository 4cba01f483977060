package io.github.reel4j.submission;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spending.SlidingWindowSum;
import io.github.reel4j.spending.SpendFailures;
import java.time.Instant;
import java.util.Optional;

/**
 * The orders of one client that count towards its spend limit, kept in memory. An order is reserved before it is sent,
 * and released if it is provably not accepted. Measures the window with the monotonic clock. Thread-safe.
 */
final class SpendLimitTracker {

    private final SpendLimit limit;
    private final Scheduler scheduler;
    private final SlidingWindowSum window;
    private final Instant start;
    private final long startNanos;

    SpendLimitTracker(SpendLimit limit, Scheduler scheduler) {
        this.limit = limit;
        this.scheduler = scheduler;
        this.window = new SlidingWindowSum(limit);
        this.start = scheduler.now();
        this.startNanos = scheduler.nanoTime();
    }

    /** Reserves the upper estimate of an order. Returns why it does not fit; empty if it does. */
    synchronized Optional<VideoFailure> reserve(OrderIntent intent) {
        Optional<Money> price = intent.price().max();
        Optional<VideoFailure> failure = check(price);
        if (failure.isEmpty()) {
            price.ifPresent(each -> window.add(intent.order(), now(), each));
        }
        return failure;
    }

    /** Returns why an order of this price would not fit now; empty if it would. Reserves nothing. */
    synchronized Optional<VideoFailure> check(Optional<Money> price) {
        return price.filter(each -> each.currency().equals(limit.max().currency()))
                .flatMap(each -> window.check(each, now())
                        .map(excess -> SpendFailures.exceeded(limit, price, excess, scheduler.now())));
    }

    /** Releases the reservation of an order that was not accepted. */
    synchronized void onResult(OrderId order, SubmitOutcome outcome) {
        if (outcome instanceof SubmitOutcome.Rejected) {
            window.reject(order);
        } else if (outcome instanceof SubmitOutcome.Accepted) {
            window.accept(order);
        }
    }

    private Instant now() {
        return start.plusNanos(scheduler.nanoTime() - startNanos);
    }
}
