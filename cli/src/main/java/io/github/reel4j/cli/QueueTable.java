package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.model.QueuedOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats orders of a queue as a table or as CSV. */
final class QueueTable {

    private static final List<String> HEADERS =
            List.of("STATE", "AGE", "KEY", "PROVIDER", "MODEL", "ATTEMPTS", "PRICE", "NEXT");

    private QueueTable() {}

    static String of(List<QueuedOrder> orders, Instant now) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADERS));
        orders.forEach(order -> rows.add(row(order, now)));
        return aligned(rows);
    }

    /** Returns rows of text, whose columns start at the same place. */
    static String aligned(List<List<String>> rows) {
        return rows.stream().map(row -> line(row, rows)).collect(Collectors.joining("\n"));
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size() - 1; column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            line.append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length() + 2));
        }
        return line.append(row.get(row.size() - 1)).toString();
    }

    private static List<String> row(QueuedOrder order, Instant now) {
        return List.of(
                state(order),
                OrderTable.age(Duration.between(order.times().enqueued(), now)),
                order.key().value(),
                order.provider().map(ProviderId::value).orElse("-"),
                order.model().map(OrderTable::printable).orElse("-"),
                Integer.toString(order.attempt()),
                order.price().toString(),
                QueueNextStep.of(order));
    }

    static String state(QueuedOrder order) {
        return order.state().name().toLowerCase(Locale.ROOT);
    }

    /** Returns a header and one line for each order, quoted as RFC 4180 says. */
    static String csv(List<QueuedOrder> orders) {
        Stream<String> rows = orders.stream()
                .map(order -> Stream.of(
                                order.key().value(),
                                state(order),
                                order.operation().id(),
                                order.provider().map(ProviderId::value).orElse(""),
                                order.model().orElse(""),
                                Integer.toString(order.attempt()),
                                order.price()
                                        .max()
                                        .map(max -> max.amount().toPlainString())
                                        .orElse(""),
                                order.price()
                                        .max()
                                        .map(max -> max.currency().getCurrencyCode())
                                        .orElse(""),
                                order.task().map(Object::toString).orElse(""),
                                order.failure()
                                        .map(failure -> failure.kind().name())
                                        .orElse(""),
                                order.times().enqueued().toString(),
                                time(order.times().ended()),
                                time(order.delivery().deliveredAt()))
                        .map(QueueTable::quoted)
                        .collect(Collectors.joining(",")));
        return Stream.concat(
                        Stream.of("order_key,state,operation,provider,model,attempts,price_max,currency,task,"
                                + "failure_kind,enqueued_at,ended_at,delivered_at"),
                        rows)
                .collect(Collectors.joining("\n"));
    }

    private static String time(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("");
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
