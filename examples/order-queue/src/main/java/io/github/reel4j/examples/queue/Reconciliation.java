package io.github.reel4j.examples.queue;

import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the vendor bills, compared with the database.
 *
 * @param billed the number of orders that the vendor bills
 * @param ready the number of orders with a delivered video
 * @param twice the invoices that the vendor bills more than once
 * @param lost the invoices whose video is paid and not found in the database, or that have no order, and orders that
 *     the vendor does not know
 * @param unfinished the invoices whose orders had not ended at the time limit
 * @param unknown a line for each order of unknown outcome
 */
record Reconciliation(
        int billed, long ready, Set<String> twice, Set<String> lost, Set<String> unfinished, List<String> unknown) {

    /** Compares by the invoice in the prompt, which the queue does not know. */
    static Reconciliation of(Ledger ledger, OrderQueue queue, Shop shop) throws SQLException {
        List<BilledOrder> billed = ledger.orders();
        Map<String, List<String>> tasksByInvoice = new HashMap<>();
        for (BilledOrder order : billed) {
            String invoice = Shop.invoiceOf(order.body()
                    .at("/input/prompt")
                    .asText(order.body().path("prompt").asText()));
            tasksByInvoice.computeIfAbsent(invoice, key -> new ArrayList<>()).add(order.taskId());
        }
        Map<String, QueuedOrder> orders = queue.list(OrderFilter.ALL, Optional.empty(), 1_000).orders().stream()
                .collect(Collectors.toMap(order -> order.key().value(), order -> order));
        Set<String> lost = new TreeSet<>(shop.invoices());
        lost.addAll(tasksByInvoice.keySet());
        lost.removeIf(invoice -> isKept(orders.get(invoice), tasksByInvoice.getOrDefault(invoice, List.of())));
        Set<String> unfinished = orders.values().stream()
                .filter(order -> order.state() != QueuedOrderState.UNKNOWN)
                .filter(order -> order.delivery().deliveredAt().isEmpty())
                .map(order -> order.key().value())
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> twice = tasksByInvoice.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> unknown = queue.unresolved().stream()
                .map(order ->
                        line(order, tasksByInvoice.getOrDefault(order.key().value(), List.of())))
                .toList();
        long ready = orders.values().stream()
                .filter(order -> order.delivery().deliveredAt().isPresent())
                .count();
        return new Reconciliation(billed.size(), ready, twice, lost, unfinished, unknown);
    }

    /** Returns whether the database agrees with the vendor about an invoice. */
    private static boolean isKept(@Nullable QueuedOrder order, List<String> tasks) {
        if (order == null) {
            return false;
        }
        if (order.state() == QueuedOrderState.UNKNOWN) {
            return true; // billed or not: the order says that it may be
        }
        return order.task().map(task -> tasks.contains(task.id())).orElse(tasks.isEmpty());
    }

    private static String line(QueuedOrder order, List<String> tasks) {
        String command = "./reel queue resolve " + order.key() + " --db URL ";
        return order.key()
                + (tasks.isEmpty()
                        ? ": the vendor has no such task. " + command + "--not-accepted"
                        : ": the vendor has accepted it. " + command + "--accepted " + tasks.get(0));
    }

    boolean isConsistent() {
        return twice.isEmpty() && lost.isEmpty() && unfinished.isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder("\nThe vendor's ledger and the database:\n");
        text.append("  billed by the vendor  ").append(billed).append('\n');
        text.append("  delivered             ").append(ready).append('\n');
        text.append("  ordered twice         ").append(size(twice)).append('\n');
        text.append("  lost                  ").append(size(lost)).append('\n');
        text.append("  unfinished            ").append(size(unfinished)).append('\n');
        text.append("  unknown               ").append(unknown.size());
        unknown.forEach(line -> text.append("\n    ").append(line));
        return text.toString();
    }

    private static String size(Set<String> invoices) {
        return invoices.size() + (invoices.isEmpty() ? "" : "  " + invoices);
    }
}
