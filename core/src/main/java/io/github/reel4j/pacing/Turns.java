package io.github.reel4j.pacing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Who waits for a turn, and whose is the next: orders go first, in their order; then polls, by their worth. Not thread-safe. */
final class Turns {

    private final Budget budget;
    private final Deque<OrderTurn> orders = new ArrayDeque<>();
    private final PollQueue polls = new PollQueue();

    Turns(Budget budget) {
        this.budget = budget;
    }

    void add(OrderTurn order) {
        orders.add(order);
    }

    void add(Poll poll) {
        polls.add(poll);
    }

    void remove(OrderTurn order) {
        orders.remove(order);
    }

    /** Gives turns as far as the budget goes, and takes them from it. Polls are claimed. */
    void grant(Consumer<OrderTurn> order, Consumer<Poll> poll) {
        while (budget.allowsCall()) {
            if (anOrderMayGo()) {
                order.accept(takeOrder());
            } else {
                Poll next = polls.next();
                if (next == null) {
                    return;
                }
                budget.takeCall();
                poll.accept(next);
            }
        }
    }

    /** All orders that wait; they wait no more. */
    List<OrderTurn> takeOrders() {
        List<OrderTurn> all = List.copyOf(orders);
        orders.clear();
        return all;
    }

    /** Whether an order waits for a task to end. */
    boolean isStarved() {
        return !orders.isEmpty() && !budget.allowsTask();
    }

    /** Whether somebody waits for time alone. */
    boolean awaitTime() {
        return budget.hasRoom() && (anOrderMayGo() || !polls.isEmpty());
    }

    private boolean anOrderMayGo() {
        return !orders.isEmpty() && budget.allowsTask();
    }

    private OrderTurn takeOrder() {
        budget.takeCall();
        budget.takeTask();
        OrderTurn order = orders.remove();
        order.granted().run();
        return order;
    }
}
