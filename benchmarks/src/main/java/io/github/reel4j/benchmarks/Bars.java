package io.github.reel4j.benchmarks;

import io.github.reel4j.benchmarks.caller.Callers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Draws an SVG chart of horizontal bars, in panels one below the other. The bars of reel4j are highlighted. */
public final class Bars {

    private static final int WIDTH = 640;
    private static final int LEFT = 190;
    private static final int RIGHT = 90;
    private static final int LINE = 20;

    private final StringBuilder body = new StringBuilder();
    private int bottom = LINE;

    /** Creates an empty chart. */
    public Bars(String title) {
        text(10, title, "bold");
    }

    /** Adds a panel for one figure. The length of each bar is its share of the greatest value. */
    public Bars panel(String figure, Map<String, Double> values) {
        bottom += LINE / 2;
        text(10, figure, "normal");
        double max =
                values.values().stream().mapToDouble(Double::doubleValue).max().orElse(1);
        values.forEach((name, value) -> {
            double width = (WIDTH - LEFT - RIGHT) * value / max;
            body.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"14\" fill=\"%s\"/>%n",
                    LEFT,
                    bottom - 12,
                    width,
                    name.startsWith(Callers.OURS) ? "#1b6ac9" : "#a9b4c0"));
            body.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%d\">%s</text>%n<text x=\"%.1f\" y=\"%d\">%s</text>%n",
                    20,
                    bottom,
                    name,
                    LEFT + width + 6,
                    bottom,
                    number(value)));
            bottom += LINE;
        });
        return this;
    }

    private void text(int x, String text, String weight) {
        body.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"%d\" font-weight=\"%s\">%s</text>%n", x, bottom, weight, text));
        bottom += LINE;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%,.0f", value);
    }

    /** Writes the chart to {@code NAME.svg} in the folder of the system property {@code charts}. */
    public void write(String name) throws IOException {
        Path folder = Files.createDirectories(Path.of(System.getProperty("charts", "charts")));
        Files.writeString(folder.resolve(name + ".svg"), """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                %s</svg>
                """.formatted(WIDTH, bottom, body));
    }
}
