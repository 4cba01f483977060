package io.github.reel4j.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who waits for a turn, and whose is the next: orders go first, in their order; then calls of the program and polls in turn, the
 * former in their order, the latter by their worth. Not thread-safe.
 */
final class DispatchQueue {

    private final Permits permits;
    private final Deque<QueuedSubmission> orders = new ArrayDeque<>();
    private final Deque<QueuedSubmission> calls = new ArrayDeque<>();
    private final PollQueue polls = new PollQueue();
    private boolean callGoesNext;

    DispatchQueue(Permits permits) {
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

    /** Whether it waited. */
    boolean remove(QueuedSubmission submission) {
        return orders.remove(submission) || calls.remove(submission);
    }

    /** Gives turns as far as the budget goes, and takes them from it. Polls are claimed. */
    void dispatchReady(Consumer<QueuedSubmission> turn, Consumer<PollJob> poll) {
        while (permits.mayAcquireCall()) {
            if (maySubmit()) {
                turn.accept(takeSubmission());
                continue;
            }
            PollJob next = callGoesNext && !calls.isEmpty() ? null : polls.next();
            if (next == null && calls.isEmpty()) {
                return;
            }
            callGoesNext = next != null;
            if (next == null) {
                turn.accept(takeCall());
            } else {
                permits.acquireCall();
                poll.accept(next);
            }
        }
    }

    /** Polls that might be made now if they were ranked, which must be done outside the lock; {@link #addRanked} follows. */
    List<PollJob> takeUnranked() {
        return permits.mayAcquireCall() ? polls.takeUnranked() : List.of();
    }

    void addRanked(List<PollJob> order) {
        polls.addRanked(order);
    }

    /** All calls of the program that wait; they wait no more. */
    List<QueuedSubmission> takeCalls() {
        List<QueuedSubmission> all = List.copyOf(calls);
        calls.clear();
        return all;
    }

    /** All orders that wait; they wait no more. */
    List<QueuedSubmission> takeGrantedSubmissions() {
        List<QueuedSubmission> all = List.copyOf(orders);
        orders.clear();
        return all;
    }

    /** Whether an order or a call of the program waits. */
    boolean hasCallers() {
        return !orders.isEmpty() || !calls.isEmpty();
    }

    /** Whether an order waits for a task to end. */
    boolean isBlockedByTaskLimit() {
        return !orders.isEmpty() && !permits.mayAcquireTask();
    }

    /** Whether somebody waits for time alone. */
    boolean isRateLimited() {
        return permits.hasCapacity() && (maySubmit() || !calls.isEmpty() || polls.isWaitingForTime());
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

    private QueuedSubmission takeSubmission() {
        permits.acquireCall();
        permits.acquireTask();
        QueuedSubmission order = orders.remove();
        order.onAcquired().run();
        return order;
    }
}
