package io.github.reel4j.benchmarks.scale;

import io.github.reel4j.benchmarks.scale.CompareScale.Case;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Prints figures as Markdown: the median, and after it the least and the most where rounds differ. */
final class ScaleTable {

    private ScaleTable() {}

    static String print(Map<Case, List<ScaleFigures>> all) {
        StringBuilder out = new StringBuilder(
                "| tasks | client | JDK | threads | most calls at once | cores | heap B/task | with its reference"
                        + " | resident B/task | late ms, p99 | polls/s |\n| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
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
        return out.toString();
    }

    private static String spread(String format, List<ScaleFigures> rounds, ToDoubleFunction<ScaleFigures> figure) {
        double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        String median = show(format, sorted[sorted.length / 2]);
        String least = show(format, sorted[0]);
        String most = show(format, sorted[sorted.length - 1]);
        return least.equals(most) ? median : median + " (" + least + "–" + most + ")";
    }

    private static String show(String format, double value) {
        return value < 0 && format.startsWith("%.") ? "–" : String.format(Locale.ROOT, format, value);
    }
}
