package io.github.reel4j.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The table of faults and of the tests that cover them; generates docs/faults.md. */
final class FaultTable {

    private static final String TEXT = "faults.txt";
    private static final Pattern ROW = Pattern.compile("(\\d+) \\| (.+) \\| (.+)");
    private static final String LATER = "later: ";

    private final List<Row> rows = new ArrayList<>();

    /** @param group the heading of the row's section */
    record Row(String group, int number, String fault, String behaviour) {

        boolean isForLater() {
            return behaviour.startsWith(LATER);
        }
    }

    private FaultTable() {}

    static FaultTable read() {
        FaultTable table = new FaultTable();
        String group = "";
        for (String line : text().lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (line.startsWith("## ")) {
                group = line.substring(3);
            } else if (row.matches()) {
                table.rows.add(new Row(group, Integer.parseInt(row.group(1)), row.group(2), row.group(3)));
            } else if (!line.startsWith("# ")) {
                throw new IllegalStateException("invalid row in " + TEXT + ": " + line);
            }
        }
        return table;
    }

    private static String text() {
        try (var in = Objects.requireNonNull(FaultTable.class.getResourceAsStream(TEXT), TEXT)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** Returns the rows that should have a test and have none. */
    List<Row> open(Map<Integer, List<FaultTestIndex.Proof>> proofs) {
        return rows.stream()
                .filter(row -> !row.isForLater() && !proofs.containsKey(row.number()))
                .toList();
    }

    String document(Map<Integer, List<FaultTestIndex.Proof>> proofs) {
        List<Row> open = open(proofs);
        long later = rows.stream().filter(Row::isForLater).count();
        StringBuilder document = new StringBuilder("""
                # Faults

                What can go wrong between a paid order and its file, what reel4j does, and the tests that prove it. This
                page is generated from the tests: a test names its rows with `@Tag("fault-N")`.

                - `./mvnw verify -Plong -Dgroups=fault-31` runs the tests of one row.
                - `./mvnw verify -Plong -Dgroups='any()'` runs the tests of all rows, more than 1,100 cases.
                - `./mvnw verify -Dreel4j.docs.write=true` rewrites this page.

                """);
        document.append("Of %d rows, %d are proven, %d are open, and %d are about parts that are not built yet.\n"
                .formatted(rows.size(), rows.size() - open.size() - later, open.size(), later));
        String group = "";
        for (Row row : rows) {
            if (!row.group().equals(group)) {
                group = row.group();
                document.append("\n## ")
                        .append(group)
                        .append("\n\n| # | Fault | What reel4j does | Proven by |\n|---|---|---|---|\n");
            }
            document.append("| %d | %s | %s | %s |\n"
                    .formatted(row.number(), row.fault(), row.behaviour(), proven(row, open, proofs)));
        }
        return document.toString();
    }

    private static String proven(Row row, List<Row> open, Map<Integer, List<FaultTestIndex.Proof>> proofs) {
        if (row.isForLater()) {
            return "–";
        }
        if (open.contains(row)) {
            return "**open**";
        }
        Map<String, TreeSet<String>> byClass = new TreeMap<>();
        proofs.getOrDefault(row.number(), List.of())
                .forEach(proof -> byClass.computeIfAbsent(proof.testClass(), name -> new TreeSet<>())
                        .add(proof.method()));
        return byClass.entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "`: "
                        + entry.getValue().stream()
                                .map(method -> method.replace('_', ' '))
                                .collect(Collectors.joining("; ")))
                .collect(Collectors.joining("<br>"));
    }
}
