package io.github.reel4j.benchmarks.scale;

import io.github.reel4j.benchmarks.Bars;
import io.github.reel4j.benchmarks.Rounds;
import io.github.reel4j.benchmarks.scale.CompareScale.Case;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Formats figures as Markdown (the median, with minimum and maximum if rounds differ) and as a chart. */
final class ScaleTable {

    private static final String OURS = "reel4j";
    private static final String PEER = "dashscope-sdk";

    private static final Map<String, ToDoubleFunction<ScaleFigures>> CHARTED = new LinkedHashMap<>();

    static {
        CHARTED.put("threads beyond the JVM's", ScaleFigures::threads);
        CHARTED.put("cores", ScaleFigures::cores);
        CHARTED.put("heap, bytes per task", ScaleFigures::heapPerTask);
    }

    private ScaleTable() {}

    static String format(Map<Case, List<ScaleFigures>> all) {
        StringBuilder out = new StringBuilder(
                "| tasks | client | JDK | threads | max concurrent calls | cores | heap B/task | with its reference"
                        + " | resident B/task | late ms, p99 | polls/s |\n"
                        + "| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        all.forEach((each, rounds) -> out.append("| ")
                .append(String.join(
                        " | ",
                        String.format(Locale.ROOT, "%,d", each.tasks()),
                        each.name(),
                        String.valueOf(each.java()),
                        spread("%,.0f", rounds, ScaleFigures::threads),
                        spread("%,.0f", rounds, ScaleFigures::peakCalls),
                        spread("%.2f", rounds, ScaleFigures::cores),
                        spread("%,.0f", rounds, ScaleFigures::heapPerTask),
                        spread("%,.0f", rounds, ScaleFigures::heapWithRequest),
                        spread("%,.0f", rounds, ScaleFigures::residentPerTask),
                        spread("%.2f", rounds, ScaleFigures::latenessP99),
                        spread("%,.0f", rounds, ScaleFigures::rate)))
                .append(" |\n"));
        out.append("""

                | reel4j / dashscope-sdk, min · median · max | JDK | cores | heap B/task | resident B/task |
                | --- | ---: | ---: | ---: | ---: |
                """);
        all.forEach((each, rounds) -> {
            List<ScaleFigures> peers = all.get(new Case(PEER, each.tasks(), each.java()));
            if (each.name().equals(OURS) && peers != null) {
                out.append(String.format(
                        Locale.ROOT,
                        "| %,d tasks | %d | %s | %s | %s |%n",
                        each.tasks(),
                        each.java(),
                        ratio(rounds, peers, ScaleFigures::cores),
                        ratio(rounds, peers, ScaleFigures::heapPerTask),
                        ratio(rounds, peers, ScaleFigures::residentPerTask)));
            }
        });
        return out.toString();
    }

    /** Returns a chart of all cases of one Java version. */
    static Bars bars(Map<Case, List<ScaleFigures>> all, int java) {
        Bars bars = new Bars("Tasks that are waited for, 2,000 polls per second, JDK " + java);
        CHARTED.forEach((name, figure) -> {
            Map<String, Double> medians = new LinkedHashMap<>();
            all.forEach((each, rounds) -> {
                if (each.java() == java) {
                    medians.put(
                            String.format(Locale.ROOT, "%s, %,d", each.name(), each.tasks()),
                            of(rounds, figure).median());
                }
            });
            bars.panel(name, medians);
        });
        return bars;
    }

    private static Rounds of(List<ScaleFigures> rounds, ToDoubleFunction<ScaleFigures> figure) {
        return Rounds.of(rounds.stream().mapToDouble(figure));
    }

    /** Returns the ratio of reel4j to its peer in the same round. */
    private static String ratio(
            List<ScaleFigures> ours, List<ScaleFigures> peers, ToDoubleFunction<ScaleFigures> figure) {
        return Rounds.of(IntStream.range(0, ours.size())
                        .mapToDouble(round ->
                                figure.applyAsDouble(ours.get(round)) / figure.applyAsDouble(peers.get(round))))
                .spread("%.2f", " · ");
    }

    private static String spread(String format, List<ScaleFigures> rounds, ToDoubleFunction<ScaleFigures> figure) {
        Rounds all = of(rounds, figure);
        String median = Rounds.format(format, all.median());
        String min = Rounds.format(format, all.min());
        String max = Rounds.format(format, all.max());
        return min.equals(max) ? median : median + " (" + min + "–" + max + ")";
    }
}
