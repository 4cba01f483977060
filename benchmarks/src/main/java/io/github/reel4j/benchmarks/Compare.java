package io.github.reel4j.benchmarks;

import io.github.reel4j.benchmarks.caller.Callers;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures all libraries, round after round, on every Java version, each in a JVM of its own against one server, and
 * prints the tables. Arguments: {@code [ROUNDS [SECONDS [NAME...]]]}. By default, 5 rounds of 4 s for each of 4 phases.
 */
final class Compare {

    private static final int TRIES = 3;

    private Compare() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        String seconds = arguments.length > 1 ? arguments[1] : "4";
        List<String> names = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : Callers.names();
        Map<Jvm, Map<String, List<Figures>>> all = new LinkedHashMap<>();
        boolean pinned = CpuCores.ofThisProcess().canBeChosen();
        if (!pinned) {
            System.err.println("taskset is missing: the system chooses the cores for the measurement of one caller");
        }
        Process server = Jvm.running().start(BenchmarkServer.class, List.of("-Xmx1g"));
        try (BufferedReader port = server.inputReader(StandardCharsets.UTF_8)) {
            String origin = "http://127.0.0.1:" + port.readLine();
            List<String> serverPid = pinned ? List.of(String.valueOf(server.pid())) : List.of();
            for (int round = 0; round < rounds; round++) {
                for (Jvm jvm : Jvm.all()) {
                    Map<String, List<Figures>> own = all.computeIfAbsent(jvm, key -> new LinkedHashMap<>());
                    for (String name : names) {
                        List<String> measurement = new ArrayList<>(List.of(name, origin, seconds));
                        measurement.addAll(serverPid);
                        Figures figures = measure(jvm, measurement);
                        System.err.println(
                                "round " + (round + 1) + "  JDK " + jvm.version() + "  " + name + "  " + figures);
                        own.computeIfAbsent(name, key -> new ArrayList<>()).add(figures);
                    }
                }
            }
        } finally {
            server.destroy();
        }
        for (Map.Entry<Jvm, Map<String, List<Figures>>> each : all.entrySet()) {
            int java = each.getKey().version();
            Table table = new Table(each.getValue());
            System.out.println("JDK " + java + ":\n\n" + table.format());
            table.bars(java).write("one-poll-" + java);
        }
    }

    /**
     * Measures one library. After {@value #TRIES} failures returns {@link Figures#FAILED}: some libraries fail under
     * many callers.
     */
    private static Figures measure(Jvm jvm, List<String> arguments) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                return Figures.parse(jvm.run(Measurement.class, List.of("-Xmx1g"), arguments.toArray(String[]::new)));
            } catch (IllegalStateException e) {
                System.err.println(e.getMessage());
            }
        }
        return Figures.FAILED;
    }
}
