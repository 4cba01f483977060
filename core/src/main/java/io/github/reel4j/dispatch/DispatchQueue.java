package io.github.reel4j.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Queues the orders, calls and polls that wait for a permit, and sorts them by who gets the next permit. Orders go
 * first, in FIFO order for each model. Then other calls of the program (FIFO) and polls (by priority) alternate. Not
 * thread-safe.
 */
final class DispatchQueue {

    private final PermitCounts permits;
    private final QueuedOrders orders = new QueuedOrders();
    private final Deque<QueuedSubmission> calls = new ArrayDeque<>();
    private final DuePollQueue polls = new DuePollQueue();
    private boolean callGoesNext;

    DispatchQueue(PermitCounts permits) {
        this.permits = permits;
    }

    void add(ModelPermits model, QueuedSubmission order) {
        orders.add(model, order);
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
            ModelPermits model = orders.next(permits::maySubmit);
            if (model != null) {
                onSubmission.accept(takeOrder(model));
                continue;
            }
            PollJob next = (callGoesNext && !calls.isEmpty()) || !permits.mayAcquirePoll() ? null : polls.next();
            if (next == null && calls.isEmpty()) {
                return;
            }
            callGoesNext = next != null;
            if (next == null) {
                onSubmission.accept(takeCall());
            } else {
                permits.acquirePoll();
                onPoll.accept(next);
            }
        }
    }

    /**
     * Takes the polls that could start now but must be ranked outside the lock first; {@link #addRanked} returns them.
     * Empty if there are none.
     */
    List<PollJob> takeUnranked() {
        return permits.mayAcquirePoll() ? polls.takeUnranked() : List.of();
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
                        orders.takeAll().stream(), calls.stream().filter(QueuedSubmission::isPartOfOrder))
                .toList();
        calls.removeIf(QueuedSubmission::isPartOfOrder);
        return all;
    }

    int orderCount() {
        return orders.size();
    }

    /** Returns whether an order or a call waits. */
    boolean hasSubmissions() {
        return !orders.isEmpty() || !calls.isEmpty();
    }

    /** Returns whether an order of {@code model} waits for a task to end; any order if the shared limit is reached. */
    boolean isBlockedByTaskLimit(ModelPermits model) {
        return permits.sharedTaskLimitReached()
                ? !orders.isEmpty()
                : orders.models().contains(model) && !permits.mayAcquireTask(model);
    }

    /** Returns the nanoseconds until the rates permit something that waits only for them; empty if there is nothing. */
    OptionalLong nanosUntilPermit() {
        if (!permits.hasCapacity()) {
            return OptionalLong.empty();
        }
        LongStream.Builder times = LongStream.builder();
        orders.models().stream()
                .filter(permits::mayAcquireTask)
                .forEach(each -> times.add(permits.nanosUntilSubmit(each)));
        if (!calls.isEmpty()) {
            times.add(permits.nanosUntilCall());
        }
        if (polls.isRateLimited()) {
            times.add(permits.nanosUntilPoll());
        }
        return times.build().min();
    }

    private QueuedSubmission takeCall() {
        permits.acquireCall();
        QueuedSubmission call = calls.remove();
        call.onAcquired().run();
        return call;
    }

    private QueuedSubmission takeOrder(ModelPermits model) {
        permits.acquireCall();
        permits.acquireTask(model);
        QueuedSubmission order = orders.take(model);
        order.onAcquired().run();
        return order;
    }
}
