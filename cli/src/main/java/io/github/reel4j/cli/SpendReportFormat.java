package io.github.reel4j.cli;

import io.github.reel4j.cli.SpendReport.Group;
import io.github.reel4j.cli.SpendReport.Totals;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a spend report as a table, as CSV and as fields of the JSON output. */
final class SpendReportFormat {

    private static final List<String> HEADERS = List.of("DAY", "PROVIDER", "MODEL", "ACCEPTED", "UNKNOWN", "ESTIMATED");
    private static final int FIRST_NUMBER = 3;
    private static final int LAST_NUMBER = 4;

    private SpendReportFormat() {}

    /** Returns the table without the end of its last line. */
    static String table(SpendReport report) {
        List<List<String>> rows = new ArrayList<>(List.of(HEADERS));
        report.rows()
                .forEach(row -> rows.add(cells(
                        row.group().day().toString(),
                        row.group().provider(),
                        row.group().model(),
                        row.totals())));
        report.totals().forEach(totals -> rows.add(cells("total", "", "", totals)));
        return rows.stream().map(row -> line(row, rows)).collect(Collectors.joining("\n"));
    }

    private static List<String> cells(String day, String provider, String model, Totals totals) {
        return List.of(
                day,
                provider,
                OrderTable.printable(model),
                Long.toString(totals.accepted()),
                Long.toString(totals.unknown()),
                totals.price().toString());
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size() - 1; column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            String padding = " ".repeat(width - row.get(column).length());
            boolean isNumber = column >= FIRST_NUMBER && column <= LAST_NUMBER;
            line.append(isNumber ? padding + row.get(column) : row.get(column) + padding)
                    .append("  ");
        }
        return line.append(row.get(row.size() - 1)).toString();
    }

    /** Returns a header and one line for each row, without totals, quoted as RFC 4180 says. */
    static String csv(SpendReport report) {
        Stream<String> rows = report.rows().stream()
                .map(row -> Stream.of(
                                row.group().day().toString(),
                                row.group().provider(),
                                row.group().model(),
                                Long.toString(row.totals().accepted()),
                                Long.toString(row.totals().unknown()),
                                amount(row.totals().price().min()),
                                amount(row.totals().price().max()),
                                currency(row.totals().price()).orElse(""))
                        .map(SpendReportFormat::quoted)
                        .collect(Collectors.joining(",")));
        return Stream.concat(Stream.of("day,provider,model,accepted,unknown,min,max,currency"), rows)
                .collect(Collectors.joining("\n"));
    }

    private static String amount(Optional<Money> money) {
        return money.map(each -> each.amount().toPlainString()).orElse("");
    }

    private static Optional<String> currency(ExpectedPrice price) {
        return price.max().map(each -> each.currency().getCurrencyCode());
    }

    private static String quoted(String cell) {
        return cell.matches("[^\",\\r\\n]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    /** Adds the rows and the totals to the JSON output. */
    static void writeTo(JsonReport json, SpendReport report) {
        json.put(
                        "rows",
                        report.rows().stream()
                                .map(row -> fields(row.group(), row.totals()))
                                .toList())
                .put(
                        "totals",
                        report.totals().stream().map(SpendReportFormat::fields).toList())
                .put("without_price", report.withoutPrice());
    }

    private static Map<String, Object> fields(Group group, Totals totals) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("day", group.day().toString());
        fields.put("provider", group.provider());
        fields.put("model", group.model());
        fields.putAll(fields(totals));
        return fields;
    }

    private static Map<String, Object> fields(Totals totals) {
        Map<String, Object> price = new LinkedHashMap<>();
        price.put("min", totals.price().min().map(Money::amount));
        price.put("max", totals.price().max().map(Money::amount));
        price.put("currency", currency(totals.price()));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("accepted", totals.accepted());
        fields.put("unknown", totals.unknown());
        fields.put("price", price);
        return fields;
    }
}
