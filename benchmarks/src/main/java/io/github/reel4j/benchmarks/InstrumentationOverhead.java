package io.github.reel4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.github.reel4j.benchmarks.caller.Caller;
import io.github.reel4j.benchmarks.caller.Callers;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what the listener and the observations cost per poll, and prints a table. The clients with and without them
 * run in turn in one JVM, because two JVMs compile the same code differently. Argument: {@code [ROUNDS]}, 40 by
 * default.
 */
final class InstrumentationOverhead {

    private static final String PLAIN = "reel4j-client";
    private static final List<String> NAMES =
            List.of(PLAIN, "reel4j-client-meters", "reel4j-client-observations");
    private static final int WARM_ROUNDS = 15;
    private static final int CALLS = 2_000;

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private InstrumentationOverhead() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        Process server = Jvm.running().start(BenchmarkServer.class, List.of("-Xmx1g"));
        try (BufferedReader port = server.inputReader(StandardCharsets.UTF_8)) {
            String origin = "http://127.0.0.1:" + port.readLine();
            Map<String, Caller> callers = new LinkedHashMap<>();
            NAMES.forEach(name -> callers.put(name, Callers.of(name, origin)));
            print(figures(callers, rounds));
        } finally {
            server.destroy();
        }
        System.exit(0);
    }

    /** Returns the CPU time per call in µs of each round, by name. */
    private static Map<String, List<Double>> figures(Map<String, Caller> callers, int rounds) throws Exception {
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        for (int round = -WARM_ROUNDS; round < rounds; round++) {
            for (int turn = 0; turn < NAMES.size(); turn++) {
                String name = NAMES.get(Math.floorMod(round + turn, NAMES.size()));
                double cpu = cpuOfOne(callers.get(name));
                if (round >= 0) {
                    figures.computeIfAbsent(name, each -> new ArrayList<>()).add(cpu);
                }
            }
        }
        return figures;
    }

    private static double cpuOfOne(Caller caller) throws Exception {
        long before = SYSTEM.getProcessCpuTime();
        for (int call = 0; call < CALLS; call++) {
            caller.poll();
        }
        return (SYSTEM.getProcessCpuTime() - before) / 1e3 / CALLS;
    }

    private static void print(Map<String, List<Double>> figures) {
        System.out.println("JDK " + Runtime.version().feature() + ", a poll of a client, " + CALLS + " polls a round:\n");
        System.out.println("| client | CPU µs/call, median | ratio to " + PLAIN + ", quartile · median · quartile |");
        System.out.println("| --- | ---: | ---: |");
        for (String name : NAMES) {
            List<Double> own = figures.get(name);
            List<Double> plain = figures.get(PLAIN);
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < own.size(); round++) {
                ratios.add(own.get(round) / plain.get(round));
            }
            System.out.println("| " + name + " | " + Rounds.format("%.1f", part(own, 2)) + " | "
                    + Rounds.format("%.3f", part(ratios, 1)) + " · " + Rounds.format("%.3f", part(ratios, 2)) + " · "
                    + Rounds.format("%.3f", part(ratios, 3)) + " |");
        }
    }

    /** Returns the value below which {@code quarters} quarters of the values are. */
    private static double part(List<Double> values, int quarters) {
        return values.stream().sorted().toList().get(values.size() * quarters / 4);
    }
}
