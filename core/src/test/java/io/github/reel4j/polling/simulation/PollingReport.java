package io.github.reel4j.polling.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Prints the scores of all policies and distributions as Markdown tables, and draws how the delay falls while a policy
 * learns: {@code PollingReport [folder for the charts]}. The output is always the same.
 */
public final class PollingReport {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int SEEDS = 4;
    private static final int TASKS = 400;
    private static final int STEP = 10;

    private PollingReport() {}

    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        peers(out);
        Path folder = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "."));
        adaptive(out, folder);
    }

    private static void peers(PrintStream out) {
        List<CompletionTimes> shown =
                List.of(Distributions.lognormal(0.3), Distributions.lognormal(0.5), Distributions.mix());
        List<Optimum> optima = shown.stream().map(Optimum::new).toList();
        out.println("| schedule | lognormal 0.3: delay s @ polls | best | factor | lognormal 0.5 | 70/30 mix |");
        out.println("|---|---|---|---|---|---|");
        for (Peers.Peer peer : Peers.all()) {
            Score first = Score.of(peer, shown.get(0));
            out.printf(
                    Locale.ROOT,
                    "| %s | %.2f @ %.1f | %.2f | %.2f | %.2f | %.2f |%n",
                    peer.name(),
                    first.delay(),
                    first.polls(),
                    optima.get(0).delay(first.polls()),
                    first.toOptimum(optima.get(0)),
                    Score.of(peer, shown.get(1)).toOptimum(optima.get(1)),
                    Score.of(peer, shown.get(2)).toOptimum(optima.get(2)));
        }
    }

    private static void adaptive(PrintStream out, Path folder) throws IOException {
        out.println();
        out.println(
                "| adaptive, instead of 5 s | tasks 200 to 400: delay s @ polls | to the optimum | to a fixed interval"
                        + " | first task | first 50 | first 200 |");
        out.println("|---|---|---|---|---|---|---|");
        for (CompletionTimes times : Distributions.all()) {
            Learning learning = new Learning(task -> times, INTERVAL, SEEDS, TASKS, STEP);
            Optimum optimum = new Optimum(times);
            Score after = learning.between(200, TASKS);
            out.printf(
                    Locale.ROOT,
                    "| %s | %.2f @ %.1f | %.3f | %.3f | %.3f | %.3f | %.3f |%n",
                    times.name(),
                    after.delay(),
                    after.polls(),
                    after.toOptimum(optimum),
                    after.toFixed(times),
                    learning.between(0, 1).toFixed(times),
                    learning.between(0, 50).toFixed(times),
                    learning.between(0, 200).toFixed(times));
            String file = times.name().replaceAll("[^a-z0-9]+", "-") + ".svg";
            Files.writeString(folder.resolve(file), LearningChart.svg(times, optimum, learning, TASKS, STEP));
        }
    }
}
