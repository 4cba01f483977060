package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ReceivedRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the vendor knows: every request that reached it and every order it bills, also those whose reply never arrived. The lists
 * are copies. Thread-safe.
 */
public final class Ledger {

    private record Seen(RequestKind kind, ReceivedRequest request) {}

    private final List<Order> orders = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();

    Ledger() {}

    /** Every accepted submit, oldest first. */
    public synchronized List<Order> orders() {
        return List.copyOf(orders);
    }

    /** The sum in USD of the prices that the vendor's documents print; orders without a printed price add nothing. */
    public synchronized BigDecimal billed() {
        return orders.stream().map(Order::price).flatMap(Optional::stream).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Every request, oldest first, whatever became of it. */
    public synchronized List<ReceivedRequest> requests() {
        return seen.stream().map(Seen::request).toList();
    }

    /** Every request to a submit address, accepted or not. */
    public List<ReceivedRequest> submits() {
        return requests(RequestKind.SUBMIT);
    }

    public List<ReceivedRequest> polls() {
        return requests(RequestKind.POLL);
    }

    /** Every request for a file; none of them should carry a key. */
    public List<ReceivedRequest> downloads() {
        return requests(RequestKind.DOWNLOAD);
    }

    /**
     * Waits until the vendor has seen a number of requests, answered or not.
     *
     * @return whether that happened in time
     */
    public synchronized boolean awaitRequests(int count, Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (seen.size() < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    synchronized void saw(RequestKind kind, ReceivedRequest request) {
        seen.add(new Seen(kind, request));
        notifyAll();
    }

    synchronized void bill(Order order) {
        orders.add(order);
    }

    private synchronized List<ReceivedRequest> requests(RequestKind kind) {
        return seen.stream()
                .filter(each -> each.kind() == kind)
                .map(Seen::request)
                .toList();
    }
}
