package io.github.reel4j.benchmarks;

import io.github.reel4j.benchmarks.caller.Callers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Formats figures as Markdown: the medians of all libraries, and the ratios of reel4j to the others, round by round.
 */
final class Table {

    private static final List<String> NAMES =
            List.of("p50 µs", "p99 µs", "CPU µs/call", "bytes/call", "responses/s, 64", "CPU µs/call, 64");
    private static final int RATE = 4;
    private static final int[] CHARTED = {0, 2, 3, RATE};

    private final Map<String, List<Figures>> all;
    private final StringBuilder out = new StringBuilder();

    Table(Map<String, List<Figures>> all) {
        this.all = all;
    }

    String format() {
        row("client", NAMES);
        row("---", NAMES.stream().map(name -> "---:").toList());
        all.forEach((name, rounds) -> row(
                name,
                IntStream.range(0, Figures.COUNT)
                        .mapToObj(figure ->
                                Rounds.format("%,.0f", of(rounds, figure).median()))
                        .toList()));
        if (all.containsKey(Callers.OURS)) {
            out.append('\n');
            row("reel4j / best peer, min · median · max", NAMES);
            row("---", NAMES.stream().map(name -> "---:").toList());
            row("", ratios(Callers.PEERS));
            out.append('\n');
            row("reel4j / sample code, min · median · max", NAMES);
            row("---", NAMES.stream().map(name -> "---:").toList());
            row("", ratios(List.of(Callers.SAMPLE_CODE)));
        }
        return out.toString();
    }

    /** Returns a chart of the most important figures. */
    Bars bars(int java) {
        Bars bars = new Bars("One poll, JDK " + java);
        for (int figure : CHARTED) {
            Map<String, Double> medians = new LinkedHashMap<>();
            all.forEach((name, rounds) -> medians.put(name, of(rounds, figure).median()));
            medians.values().removeIf(value -> Double.isNaN(value));
            bars.panel(NAMES.get(figure), medians);
        }
        return bars;
    }

    private List<String> ratios(List<String> others) {
        return IntStream.range(0, Figures.COUNT)
                .mapToObj(figure -> ratio(figure, others).spread("%.2f", " · "))
                .toList();
    }

    /** Returns the ratio of reel4j to the best of the others in the same round. */
    private Rounds ratio(int figure, List<String> others) {
        List<Figures> ours = all.getOrDefault(Callers.OURS, List.of());
        return Rounds.of(IntStream.range(0, ours.size()).mapToDouble(round -> {
            DoubleStream rivals = others.stream()
                    .filter(all::containsKey)
                    .mapToDouble(
                            name -> all.getOrDefault(name, List.of()).get(round).get(figure))
                    .filter(value -> !Double.isNaN(value));
            OptionalDouble best = figure == RATE ? rivals.max() : rivals.min();
            return ours.get(round).get(figure) / best.orElse(Double.NaN);
        }));
    }

    private static Rounds of(List<Figures> rounds, int figure) {
        return Rounds.of(rounds.stream().mapToDouble(one -> one.get(figure)));
    }

    private void row(String head, List<String> cells) {
        out.append("| ")
                .append(head)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }
}
