package io.github.reel4j.benchmarks.scale;

import io.github.reel4j.benchmarks.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures every case on every Java version, each in a JVM of its own. Arguments: {@code ROUNDS SECONDS TASKS...}. */
public final class CompareScale {

    /** The only number of tasks that is measured for DashScope, which needs a thread for each task. */
    private static final int PEER_TASKS = 10_000;

    private CompareScale() {}

    /** A library, a number of tasks and a Java version to measure. */
    record Case(String name, int tasks, int java) {}

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        Map<Case, List<ScaleFigures>> all = new LinkedHashMap<>();
        Process server = Jvm.running().start(SlowServer.class, List.of("-Xmx256m"));
        try (BufferedReader port = server.inputReader(StandardCharsets.UTF_8)) {
            String origin = "http://127.0.0.1:" + port.readLine();
            for (int round = 0; round < rounds; round++) {
                for (String tasks : List.of(arguments).subList(2, arguments.length)) {
                    for (Jvm jvm : Jvm.all()) {
                        for (String name : names(tasks)) {
                            Case each = new Case(name, Integer.parseInt(tasks), jvm.version());
                            ScaleFigures figures = measure(jvm, each, origin, arguments[1]);
                            System.err.println("round " + (round + 1) + "  " + each + "  " + figures);
                            all.computeIfAbsent(each, key -> new ArrayList<>()).add(figures);
                        }
                    }
                }
            }
        } finally {
            server.destroy();
        }
        System.out.print(ScaleTable.format(all));
        for (Jvm jvm : Jvm.all()) {
            ScaleTable.bars(all, jvm.version()).write("many-tasks-" + jvm.version());
        }
    }

    private static List<String> names(String tasks) {
        return Integer.parseInt(tasks) == PEER_TASKS ? List.of("reel4j", "dashscope-sdk") : List.of("reel4j");
    }

    private static ScaleFigures measure(Jvm jvm, Case each, String origin, String seconds)
            throws IOException, InterruptedException {
        return ScaleFigures.parse(
                jvm.run(Scale.class, List.of("-Xmx1g"), each.name(), origin, String.valueOf(each.tasks()), seconds));
    }
}
