package io.github.reel4j.queue.worker;

import io.github.reel4j.queue.store.RateLimitStore;
import io.github.reel4j.queue.store.RateLimitStore.Grant;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Gets permits of one shared rate limit from the database, for all threads of one worker. One request to the
 * database serves all waiting threads. If nothing is granted, there are at most 10 requests per second. A permit that
 * is not used within 200 ms expires. Thread-safe.
 */
final class RateLimitPermits {

    private static final long UNUSED_EXPIRY = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long MIN_REQUEST_INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration MAX_START_DELAY = Duration.ofSeconds(2);

    private final RateLimitStore store;
    private final String limitKey;
    private final String worker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Permit> polls = new ArrayDeque<>();
    private final Deque<Permit> orders = new ArrayDeque<>();
    private int waitingPolls;
    private int waitingOrders;
    private int starting; // orders that have a permit, and are not recorded as being sent yet
    private boolean requesting;
    private boolean tasksExhausted;
    private long nextRequestAt = System.nanoTime();

    RateLimitPermits(RateLimitStore store, String limitKey, String worker) {
        this.store = store;
        this.limitKey = limitKey;
        this.worker = worker;
    }

    /** What a permit is for. */
    enum Use {
        POLL,
        ORDER
    }

    /** The result of a request for a permit. */
    sealed interface Result {}

    /**
     * A permit for one call.
     *
     * @param expiresAt when the call must have been recorded as being sent, by the clock of the database
     */
    record Permit(Instant expiresAt, long grantedNanos) implements Result {
        boolean isUnusable() {
            return System.nanoTime() - grantedNanos > UNUSED_EXPIRY;
        }
    }

    /**
     * No permit.
     *
     * @param retryAfter when to ask again
     * @param noTaskSlot whether the vendor runs as many tasks as it may
     */
    record Denied(Duration retryAfter, boolean noTaskSlot) implements Result {}

    /** Returns a permit, after waiting for at most {@code maxWait}. */
    Result acquire(Use use, Duration maxWait) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + maxWait.toNanos();
        lock.lockInterruptibly();
        try {
            count(use, 1);
            try {
                while (true) {
                    Permit permit = take(use);
                    if (permit != null) {
                        return permit;
                    }
                    long now = System.nanoTime();
                    if (!requesting && now >= nextRequestAt) {
                        request();
                    } else if (use == Use.ORDER && tasksExhausted) {
                        return denied(nextRequestAt - now, true);
                    } else if (now >= deadline || nextRequestAt > deadline) {
                        return denied(nextRequestAt - now, false);
                    } else {
                        var unused = changed.awaitNanos(Math.min(MIN_REQUEST_INTERVAL, deadline - now) + 1);
                    }
                }
            } finally {
                count(use, -1);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns a result with some jitter, so that those that were denied together do not come back together. */
    private static Denied denied(long nanos, boolean noTaskSlot) {
        long wait = Math.max(MIN_REQUEST_INTERVAL, nanos);
        return new Denied(Duration.ofNanos(wait + ThreadLocalRandom.current().nextLong(wait / 4)), noTaskSlot);
    }

    /** Reports that an order with a permit is recorded as being sent, or will not be sent. */
    void started() {
        lock.lock();
        try {
            starting--;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the task slots that are reserved and not used yet. */
    int reservedTasks() {
        lock.lock();
        try {
            orders.removeIf(Permit::isUnusable);
            return orders.size() + starting;
        } finally {
            lock.unlock();
        }
    }

    private void count(Use use, int change) {
        if (use == Use.POLL) {
            waitingPolls += change;
        } else {
            waitingOrders += change;
        }
    }

    private @Nullable Permit take(Use use) {
        Deque<Permit> permits = use == Use.POLL ? polls : orders;
        permits.removeIf(Permit::isUnusable);
        Permit permit = permits.poll();
        if (permit != null && use == Use.ORDER) {
            starting++;
        }
        return permit;
    }

    /** Requests permits for all threads that wait, without the lock. */
    private void request() throws SQLException {
        orders.removeIf(Permit::isUnusable);
        int reserved = orders.size() + starting;
        int wantedPolls = waitingPolls;
        int wantedOrders = waitingOrders;
        requesting = true;
        lock.unlock();
        Grant grant;
        long sent = System.nanoTime();
        try {
            grant = store.acquire(limitKey, worker, wantedPolls, wantedOrders, reserved);
        } catch (SQLException | RuntimeException e) {
            lock.lock();
            requesting = false;
            nextRequestAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
            changed.signalAll();
            throw e;
        }
        lock.lock();
        requesting = false;
        Permit permit = new Permit(grant.grantedAt().plus(MAX_START_DELAY), sent);
        for (int i = 0; i < grant.calls(); i++) {
            polls.add(permit);
        }
        for (int i = 0; i < grant.tasks(); i++) {
            orders.add(permit);
        }
        tasksExhausted = grant.tasks() < wantedOrders
                && grant.freeTasks().filter(free -> free <= grant.tasks()).isPresent();
        boolean complete = grant.calls() == wantedPolls && grant.tasks() == wantedOrders;
        nextRequestAt = complete
                ? System.nanoTime()
                : System.nanoTime()
                        + Math.max(MIN_REQUEST_INTERVAL, grant.retryAfter().toNanos());
        changed.signalAll();
    }
}
