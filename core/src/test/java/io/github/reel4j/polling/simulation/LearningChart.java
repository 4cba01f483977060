package io.github.reel4j.polling.simulation;

import java.util.Locale;

/** Draws how the delay of an adaptive policy, relative to a fixed interval, approaches the optimum. */
final class LearningChart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 260;
    private static final int LEFT = 50;
    private static final int TOP = 30;
    private static final int BOTTOM = 220;
    private static final double MAX = 1.2;

    private LearningChart() {}

    static String svg(CompletionTimes times, Optimum optimum, Learning learning, int tasks, int step) {
        StringBuilder line = new StringBuilder();
        for (int task = 0; task < tasks; task += step) {
            double x = LEFT + (double) (WIDTH - LEFT - 20) * task / tasks;
            line.append(String.format(
                    Locale.ROOT,
                    "%.1f,%.1f ",
                    x,
                    y(learning.between(task, task + step).toFixed(times))));
        }
        double polls = learning.between(tasks / 2, tasks).polls();
        double best = optimum.delay(polls) / FixedInterval.delay(times, polls);
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <text x="%d" y="18">%s: delay at equal polls, fixed interval = 1</text>
                %s%s<polyline points="%s" fill="none" stroke="#1b6ac9" stroke-width="2"/>
                <text x="%d" y="%d">tasks seen: 0 to %d</text>
                </svg>
                """.formatted(
                        WIDTH,
                        HEIGHT,
                        LEFT,
                        times.name(),
                        level(1, "fixed"),
                        level(best, "best"),
                        line.toString().strip(),
                        LEFT,
                        BOTTOM + 25,
                        tasks);
    }

    private static String level(double value, String name) {
        return String.format(
                Locale.ROOT,
                "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#888\" stroke-dasharray=\"4\"/>"
                        + "<text x=\"8\" y=\"%.1f\">%s</text>%n",
                LEFT,
                WIDTH - 20,
                y(value),
                y(value),
                y(value) + 4,
                name);
    }

    private static double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * Math.min(MAX, value) / MAX;
    }
}
