package io.github.reel4j.pacing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Who waits for a turn, and whose is the next: orders go first, in their order; then calls of the program and polls in turn, the
 * former in their order, the latter by their worth. Not thread-safe.
 */
final class Turns {

    private final Budget budget;
    private final Deque<OrderTurn> orders = new ArrayDeque<>();
    private final Deque<OrderTurn> calls = new ArrayDeque<>();
    private final PollQueue polls = new PollQueue();
    private boolean callGoesNext;

    Turns(Budget budget) {
        this.budget = budget;
    }

    void add(OrderTurn order) {
        orders.add(order);
    }

    void addCall(OrderTurn call) {
        calls.add(call);
    }

    void add(Poll poll) {
        polls.add(poll);
    }

    /** Whether it waited. */
    boolean remove(OrderTurn turn) {
        return orders.remove(turn) || calls.remove(turn);
    }

    /** Gives turns as far as the budget goes, and takes them from it. Polls are claimed. */
    void grant(Consumer<OrderTurn> turn, Consumer<Poll> poll) {
        while (budget.allowsCall()) {
            if (anOrderMayGo()) {
                turn.accept(takeOrder());
                continue;
            }
            Poll next = callGoesNext && !calls.isEmpty() ? null : polls.next();
            if (next == null && calls.isEmpty()) {
                return;
            }
            callGoesNext = next != null;
            if (next == null) {
                turn.accept(takeCall());
            } else {
                budget.takeCall();
                poll.accept(next);
            }
        }
    }

    /** Polls that might be made now if they were ranked, which must be done outside the lock; {@link #addRanked} follows. */
    List<Poll> takeUnranked() {
        return budget.allowsCall() ? polls.takeUnranked() : List.of();
    }

    void addRanked(List<Poll> order) {
        polls.addRanked(order);
    }

    /** All calls of the program that wait; they wait no more. */
    List<OrderTurn> takeCalls() {
        List<OrderTurn> all = List.copyOf(calls);
        calls.clear();
        return all;
    }

    /** All orders that wait; they wait no more. */
    List<OrderTurn> takeOrders() {
        List<OrderTurn> all = List.copyOf(orders);
        orders.clear();
        return all;
    }

    /** Whether an order or a call of the program waits. */
    boolean hasCallers() {
        return !orders.isEmpty() || !calls.isEmpty();
    }

    /** Whether an order waits for a task to end. */
    boolean isStarved() {
        return !orders.isEmpty() && !budget.allowsTask();
    }

    /** Whether somebody waits for time alone. */
    boolean awaitTime() {
        return budget.hasRoom() && (anOrderMayGo() || !calls.isEmpty() || polls.awaitTime());
    }

    private boolean anOrderMayGo() {
        return !orders.isEmpty() && budget.allowsTask();
    }

    private OrderTurn takeCall() {
        budget.takeCall();
        OrderTurn call = calls.remove();
        call.granted().run();
        return call;
    }

    private OrderTurn takeOrder() {
        budget.takeCall();
        budget.takeTask();
        OrderTurn order = orders.remove();
        order.granted().run();
        return order;
    }
}
