package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.OrderPage;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Simulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares what the vendor bills with the orders of the database, by their prompts, which are unique. */
record LedgerComparison(OrderQueue queue, Simulator vendor) {

    /**
     * Checks that no order is billed twice, that none is lost, and that both sides agree.
     *
     * @param orders the number of placed orders, each of which must have ended
     * @return the number of orders of unknown outcome, at most {@code maxUnknown}, all of which are unresolved
     */
    long assertNothingTwiceNorLost(int orders, int maxUnknown) {
        Map<OrderKey, QueuedOrder> stored = stored();
        assertThat(stored).as("no order is lost").hasSize(orders);
        Map<OrderKey, BilledOrder> billed = billed();
        stored.values().forEach(order -> assertAgrees(order, Optional.ofNullable(billed.get(order.key()))));
        assertThat(stored.keySet()).as("each billed order is stored").containsAll(billed.keySet());
        List<OrderKey> unknown = stored.values().stream()
                .filter(order -> order.state() == QueuedOrderState.UNKNOWN)
                .map(QueuedOrder::key)
                .toList();
        assertThat(unknown).hasSizeLessThanOrEqualTo(maxUnknown);
        assertThat(queue.unresolved()).extracting(QueuedOrder::key).containsExactlyInAnyOrderElementsOf(unknown);
        return unknown.size();
    }

    private static void assertAgrees(QueuedOrder order, Optional<BilledOrder> billed) {
        assertThat(order.state())
                .as(order.toString())
                .isIn(QueuedOrderState.READY, QueuedOrderState.RUNNING, QueuedOrderState.UNKNOWN);
        if (order.state() != QueuedOrderState.UNKNOWN) {
            assertThat(billed.map(BilledOrder::taskId))
                    .as(order.toString())
                    .isEqualTo(order.task().map(TaskRef::id))
                    .isPresent();
        }
    }

    /** Returns the billed orders by their keys, and checks that each is billed once. */
    private Map<OrderKey, BilledOrder> billed() {
        Map<OrderKey, BilledOrder> result = new HashMap<>();
        for (BilledOrder order : vendor.ledger().orders()) {
            String prompt =
                    Objects.requireNonNull(order.body().findValue("prompt")).asText();
            assertThat(result.put(OrderKey.of(prompt.replace(' ', '-')), order))
                    .as("%s is billed once", prompt)
                    .isNull();
        }
        return result;
    }

    private Map<OrderKey, QueuedOrder> stored() {
        List<QueuedOrder> result = new ArrayList<>();
        Optional<String> position = Optional.empty();
        do {
            OrderPage page = queue.list(OrderFilter.ALL, position, 1_000);
            result.addAll(page.orders());
            position = page.next();
        } while (position.isPresent());
        return result.stream().collect(Collectors.toMap(QueuedOrder::key, order -> order));
    }
}
