package io.github.reel4j.cli;

import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Formats orders of the journal as a table. */
final class OrderTable {

    private static final List<String> HEADERS = List.of("STATE", "AGE", "PRICE", "PROVIDER", "MODEL", "NEXT");

    /** The column of the order keys, if any order has one. */
    private static final String KEY = "KEY";

    private OrderTable() {}

    static String of(List<OrderSummary> orders, Instant now) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADERS));
        orders.forEach(order -> rows.add(row(order, now)));
        if (orders.stream().anyMatch(order -> order.key().isPresent())) {
            rows.set(0, withKey(KEY, HEADERS));
            for (int row = 1; row < rows.size(); row++) {
                String key = orders.get(row - 1).key().map(OrderKey::value).orElse("-");
                rows.set(row, withKey(key, rows.get(row)));
            }
        }
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < rows.get(0).size() - 1; column++) {
            int at = column;
            widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    /** Inserts the key before the last column. */
    private static List<String> withKey(String key, List<String> row) {
        List<String> added = new ArrayList<>(row);
        added.add(row.size() - 1, key);
        return added;
    }

    private static List<String> row(OrderSummary order, Instant now) {
        return List.of(
                stateName(order),
                age(Duration.between(order.at(), now)),
                order.intent().map(intent -> intent.price().toString()).orElse("unknown"),
                order.provider().map(ProviderId::value).orElse("unknown"),
                order.intent()
                        .map(OrderIntent::model)
                        .or(() -> order.task().map(TaskRef::endpoint))
                        .map(OrderTable::printable)
                        .orElse("unknown"),
                NextStep.of(order));
    }

    static String stateName(OrderSummary order) {
        return order.state().name().toLowerCase(Locale.ROOT);
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.size(); column++) {
            String text = row.get(column);
            line.append(text).append(" ".repeat(widths.get(column) - text.length() + 2));
        }
        return line.append(row.get(widths.size())).toString();
    }

    /** Returns for example {@code 12 s}, {@code 3 min}, {@code 5 h} or {@code 2 d}; 0 s if the clock was set back. */
    static String age(Duration age) {
        return age.isNegative() ? "0 s" : DurationParser.describe(age.truncatedTo(ChronoUnit.SECONDS), 1);
    }

    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
