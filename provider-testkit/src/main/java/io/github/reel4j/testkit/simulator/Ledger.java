package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.http.ReceivedRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the vendor knows: every request that reached it and every order it bills, also those whose reply never arrived. The lists
 * are copies. Thread-safe.
 */
public final class Ledger {

    private final Currency currency;
    private final List<BilledOrder> orders = new ArrayList<>();
    private final List<RecordedRequest> requests = new ArrayList<>();
    private final List<RejectedRequest> rejections = new ArrayList<>();

    Ledger(Currency currency) {
        this.currency = currency;
    }

    /** Every accepted submit, oldest first. */
    public synchronized List<BilledOrder> orders() {
        return List.copyOf(orders);
    }

    /** The sum of the prices that the vendor's documents print, in its currency; orders without a printed price add nothing. */
    public synchronized Money billed() {
        BigDecimal sum = orders.stream()
                .map(BilledOrder::price)
                .flatMap(Optional::stream)
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Money(sum, currency);
    }

    /** Every request that breaks the vendor's documents, oldest first, unless a fault kept the vendor from looking at it. */
    public synchronized List<RejectedRequest> rejections() {
        return List.copyOf(rejections);
    }

    /** Every request, oldest first, whatever became of it. */
    public synchronized List<ReceivedRequest> requests() {
        return requests.stream().map(RecordedRequest::request).toList();
    }

    /** The same with when and what for. */
    public synchronized List<RecordedRequest> recordedRequests() {
        return List.copyOf(requests);
    }

    /** Every request to a submit address, accepted or not. */
    public List<ReceivedRequest> submits() {
        return requests(RequestKind.SUBMIT);
    }

    public List<ReceivedRequest> polls() {
        return requests(RequestKind.POLL);
    }

    /** Every request to stop a task, whatever came of it. */
    public List<ReceivedRequest> cancels() {
        return requests(RequestKind.CANCEL);
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
        while (requests.size() < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    synchronized void recordRequest(RequestKind kind, ReceivedRequest request) {
        requests.add(new RecordedRequest(kind, request, System.nanoTime()));
        notifyAll();
    }

    /**
     * Records an order that was billed.
     *
     * @throws IllegalArgumentException if the dialect prices an order in another currency than the one it says it bills in
     */
    synchronized void recordOrder(BilledOrder order) {
        order.price().filter(price -> !price.currency().equals(currency)).ifPresent(price -> {
            throw new IllegalArgumentException("an order is priced " + price + ", but the vendor bills in " + currency
                    + ". Let VendorDialect.currency() answer with " + price.currency() + ".");
        });
        orders.add(order);
    }

    synchronized void recordRejection(RejectedRequest rejected) {
        rejections.add(rejected);
    }

    synchronized void reset() {
        orders.clear();
        requests.clear();
        rejections.clear();
    }

    private synchronized List<ReceivedRequest> requests(RequestKind kind) {
        return requests.stream()
                .filter(each -> each.kind() == kind)
                .map(RecordedRequest::request)
                .toList();
    }

    /** Every order and every request, a line each, for the messages of tests. Holds no key. */
    @Override
    public synchronized String toString() {
        StringBuilder text = new StringBuilder("ledger: " + orders.size() + " orders, " + billed() + "\n");
        orders.forEach(order -> text.append("  order ")
                .append(order.taskId())
                .append(", ")
                .append(order.operation())
                .append(order.price().map(price -> ", " + price).orElse(""))
                .append('\n'));
        requests.forEach(each -> text.append("  ")
                .append(each.kind().name().toLowerCase(Locale.ROOT))
                .append(' ')
                .append(each.request())
                .append('\n'));
        return text.toString();
    }
}
