package io.github.reel4j.testkit.simulator;

import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.vavr.collection.Vector;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The vendor's records: every request that reached it and every order that it bills, including those whose response
 * never arrived at the client. Returned lists are immutable and in the order of arrival. Thread-safe.
 */
public final class Ledger {

    private final Currency currency;
    // persistent collections: a test of many orders reads these lists after each of them
    private Vector<BilledOrder> orders = Vector.empty();
    private Vector<RecordedRequest> requests = Vector.empty();
    private final List<RejectedRequest> rejections = new ArrayList<>();
    private final List<UploadedFile> uploadedFiles = new ArrayList<>();

    Ledger(Currency currency) {
        this.currency = currency;
    }

    /** Returns every accepted order, oldest first. */
    public synchronized List<BilledOrder> orders() {
        return orders.asJava();
    }

    /**
     * Returns the sum of the documented prices of all orders, in the vendor's currency. Orders without a price add
     * nothing.
     */
    public synchronized Money billed() {
        BigDecimal sum = orders.toJavaStream()
                .map(BilledOrder::price)
                .flatMap(Optional::stream)
                .map(Money::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Money(sum, currency);
    }

    /**
     * Returns every request that violates the vendor's documents, oldest first, except requests that a fault
     * intercepted.
     */
    public synchronized List<RejectedRequest> rejections() {
        return List.copyOf(rejections);
    }

    /** Returns every request, oldest first, whatever its outcome. */
    public synchronized List<ReceivedRequest> requests() {
        return requests.map(RecordedRequest::request).asJava();
    }

    /** Returns every request with its kind and time of arrival, oldest first. */
    public synchronized List<RecordedRequest> recordedRequests() {
        return requests.asJava();
    }

    /** Returns every submit, accepted or not, oldest first. */
    public List<ReceivedRequest> submits() {
        return requests(RequestKind.SUBMIT);
    }

    /** Returns every poll, oldest first. */
    public List<ReceivedRequest> polls() {
        return requests(RequestKind.POLL);
    }

    /** Returns every cancel request, successful or not, oldest first. */
    public List<ReceivedRequest> cancels() {
        return requests(RequestKind.CANCEL);
    }

    /** Returns every upload request, successful or not, oldest first. */
    public List<ReceivedRequest> uploads() {
        return requests(RequestKind.UPLOAD);
    }

    /** Returns every stored file, oldest first. */
    public synchronized List<UploadedFile> uploadedFiles() {
        return List.copyOf(uploadedFiles);
    }

    /** Returns every request for a video file, oldest first. None of them should contain the API key. */
    public List<ReceivedRequest> downloads() {
        return requests(RequestKind.DOWNLOAD);
    }

    /**
     * Waits until the vendor has received at least {@code count} requests in total. A request counts as soon as it was
     * read.
     *
     * @param atMost the timeout, in real time
     * @return whether the requests arrived before the timeout
     * @throws InterruptedException if the thread is interrupted while it waits
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
        requests = requests.append(new RecordedRequest(kind, request, System.nanoTime()));
        notifyAll();
    }

    /**
     * Records a billed order.
     *
     * @throws IllegalArgumentException if the price is not in the currency of the dialect
     */
    synchronized void recordOrder(BilledOrder order) {
        order.price().filter(price -> !price.currency().equals(currency)).ifPresent(price -> {
            throw new IllegalArgumentException(
                    "The dialect priced an order at " + price + ", but the vendor bills in " + currency + ". Return "
                            + price.currency() + " from VendorDialect.currency(), or correct the price.");
        });
        orders = orders.append(order);
    }

    synchronized void recordUpload(UploadedFile file) {
        uploadedFiles.add(file);
    }

    synchronized void recordRejection(RejectedRequest rejected) {
        rejections.add(rejected);
    }

    synchronized void reset() {
        orders = Vector.empty();
        requests = Vector.empty();
        rejections.clear();
        uploadedFiles.clear();
    }

    private synchronized List<ReceivedRequest> requests(RequestKind kind) {
        return requests.filter(each -> each.kind() == kind)
                .map(RecordedRequest::request)
                .asJava();
    }

    /** Returns one line for each order and each request, for test messages. Contains no headers, so no API key. */
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
