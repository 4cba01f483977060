package io.github.reel4j.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Queues the orders, calls and polls that wait for a permit, and sorts them by who gets the next permit. Orders go
 * first, in FIFO order. Then other calls of the program (FIFO) and polls (by priority) alternate. Not thread-safe.
 */
final class DispatchQueue {

    private final PermitCounts permits;
    private final Deque<QueuedSubmission> orders = new ArrayDeque<>();
    private final Deque<QueuedSubmission> calls = new ArrayDeque<>();
    private final DuePolls polls = new DuePolls();
    private boolean callGoesNext;

    DispatchQueue(PermitCounts permits) {
        this.permits = permits;
    }

    void add(QueuedSubmission order) {
        orders.add(order);
    }

    void addCall(QueuedSubmission call) {
        calls.add(call);
    }

    void add(PollJob job) {
        polls.add(job);
    }

    /** Removes an order or a call. Returns whether it was waiting. */
    boolean remove(QueuedSubmission submission) {
        return orders.remove(submission) || calls.remove(submission);
    }

    /**
     * Passes on everything that may start now, and takes its permits. Polls are claimed with {@link PollJob#tryStart}.
     */
    void dispatchReady(Consumer<QueuedSubmission> onSubmission, Consumer<PollJob> onPoll) {
        while (permits.mayAcquireCall()) {
            if (maySubmit()) {
                onSubmission.accept(takeOrder());
                continue;
            }
            PollJob next = callGoesNext && !calls.isEmpty() ? null : polls.next();
            if (next == null && calls.isEmpty()) {
                return;
            }
            callGoesNext = next != null;
            if (next == null) {
                onSubmission.accept(takeCall());
            } else {
                permits.acquireCall();
                onPoll.accept(next);
            }
        }
    }

    /**
     * Takes the polls that could start now but must be ranked outside the lock first; {@link #addRanked} returns them.
     * Empty if there are none.
     */
    List<PollJob> takeUnranked() {
        return permits.mayAcquireCall() ? polls.takeUnranked() : List.of();
    }

    void addRanked(List<PollJob> order) {
        polls.addRanked(order);
    }

    /** Removes and returns all calls that are not part of an order. */
    List<QueuedSubmission> takeCalls() {
        List<QueuedSubmission> all =
                calls.stream().filter(call -> !call.isPartOfOrder()).toList();
        calls.removeIf(call -> !call.isPartOfOrder());
        return all;
    }

    /** Removes and returns all orders, and all calls that are part of an order. */
    List<QueuedSubmission> takeOrders() {
        List<QueuedSubmission> all = Stream.concat(
                        orders.stream(), calls.stream().filter(QueuedSubmission::isPartOfOrder))
                .toList();
        orders.clear();
        calls.removeIf(QueuedSubmission::isPartOfOrder);
        return all;
    }

    /** Returns whether an order or a call waits. */
    boolean hasSubmissions() {
        return !orders.isEmpty() || !calls.isEmpty();
    }

    /** Returns whether an order waits for a task to end. */
    boolean isBlockedByTaskLimit() {
        return !orders.isEmpty() && !permits.mayAcquireTask();
    }

    /** Returns whether something could start as soon as the rate limit permits. */
    boolean isRateLimited() {
        return permits.hasCapacity() && (maySubmit() || !calls.isEmpty() || polls.isRateLimited());
    }

    private boolean maySubmit() {
        return !orders.isEmpty() && permits.mayAcquireTask();
    }

    private QueuedSubmission takeCall() {
        permits.acquireCall();
        QueuedSubmission call = calls.remove();
        call.onAcquired().run();
        return call;
    }

    private QueuedSubmission takeOrder() {
        permits.acquireCall();
        permits.acquireTask();
        QueuedSubmission order = orders.remove();
        order.onAcquired().run();
        return order;
    }
}
