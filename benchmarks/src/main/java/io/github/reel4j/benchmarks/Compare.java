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
 * Starts the server, measures every library in turn in a JVM of its own, round after round, on every Java version, and prints the
 * tables: {@code [ROUNDS [SECONDS [NAME...]]]}, five rounds of four seconds for each of four phases if nothing is said.
 */
final class Compare {

    private static final int TRIES = 3;

    private Compare() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        String seconds = arguments.length > 1 ? arguments[1] : "4";
        List<String> names = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : Callers.names();
        Map<Jvm, Map<String, List<Figures>>> all = new LinkedHashMap<>();
        boolean placed = CpuCores.ofThisProcess().canBeChosen();
        if (!placed) {
            System.err.println("one caller is measured where the system puts client and server: there is no taskset");
        }
        Process vendor = Jvm.running().start(BenchmarkServer.class, List.of("-Xmx1g"));
        try (BufferedReader port = vendor.inputReader(StandardCharsets.UTF_8)) {
            String origin = "http://127.0.0.1:" + port.readLine();
            List<String> server = placed ? List.of(String.valueOf(vendor.pid())) : List.of();
            for (int round = 0; round < rounds; round++) {
                for (Jvm jvm : Jvm.all()) {
                    Map<String, List<Figures>> own = all.computeIfAbsent(jvm, key -> new LinkedHashMap<>());
                    for (String name : names) {
                        List<String> measured = new ArrayList<>(List.of(name, origin, seconds));
                        measured.addAll(server);
                        Figures figures = measure(jvm, measured);
                        System.err.println(
                                "round " + (round + 1) + "  JDK " + jvm.version() + "  " + name + "  " + figures);
                        own.computeIfAbsent(name, key -> new ArrayList<>()).add(figures);
                    }
                }
            }
        } finally {
            vendor.destroy();
        }
        for (Map.Entry<Jvm, Map<String, List<Figures>>> each : all.entrySet()) {
            int java = each.getKey().version();
            Table table = new Table(each.getValue());
            System.out.println("JDK " + java + ":\n\n" + table.format());
            table.bars(java).write("one-poll-" + java);
        }
    }

    /** A library whose calls fail under many callers is left out of that round: some are not told of a connection's end in time. */
    private static Figures measure(Jvm jvm, List<String> arguments) throws IOException, InterruptedException {
        for (int left = TRIES; left > 0; left--) {
            try {
                return Figures.parse(jvm.run(Measurement.class, List.of("-Xmx1g"), arguments.toArray(String[]::new)));
            } catch (IllegalStateException e) {
                System.err.println(e.getMessage());
            }
        }
        return Figures.FAILED;
    }
}
