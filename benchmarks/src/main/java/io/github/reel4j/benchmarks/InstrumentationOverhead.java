package io.github.reel4j.benchmarks;

import io.github.reel4j.benchmarks.caller.Caller;
import io.github.reel4j.benchmarks.caller.Callers;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what the listener and the observations cost per poll, and prints a table. The clients with and without them
 * run in turn in one JVM, because two JVMs compile the same code differently. Argument: {@code [ROUNDS]}, 40 by
 * default.
 */
final class InstrumentationOverhead {

    private static final String PLAIN = "reel4j-client";
    private static final List<String> NAMES = List.of(PLAIN, "reel4j-client-meters", "reel4j-client-observations");
    /** Makes the other rounds comparable: the JIT compiler is busy in these. */
    private static final int WARM_ROUNDS = 15;

    private static final int CALLS = 2_000;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * A measured client.
     *
     * @param cpu the CPU time per call in µs of each round
     */
    private record Subject(String name, Caller caller, List<Double> cpu) {}

    private InstrumentationOverhead() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
        Process server = Jvm.running().start(BenchmarkServer.class, List.of("-Xmx1g"));
        try (BufferedReader port = server.inputReader(StandardCharsets.UTF_8)) {
            String origin = "http://127.0.0.1:" + port.readLine();
            List<Subject> subjects = NAMES.stream()
                    .map(name -> new Subject(name, Callers.of(name, origin), new ArrayList<>()))
                    .toList();
            measure(subjects, rounds);
            print(subjects);
        } finally {
            server.destroy();
        }
        System.exit(0);
    }

    private static void measure(List<Subject> subjects, int rounds) throws Exception {
        for (int round = -WARM_ROUNDS; round < rounds; round++) {
            for (int turn = 0; turn < subjects.size(); turn++) {
                Subject subject = subjects.get(Math.floorMod(round + turn, subjects.size()));
                double cpu = cpuOfOne(subject.caller());
                if (round >= 0) {
                    subject.cpu().add(cpu);
                }
            }
        }
    }

    /** A poll runs on its caller's thread, whose CPU time is exact; that of the process is in steps of 10 ms. */
    private static double cpuOfOne(Caller caller) throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int call = 0; call < CALLS; call++) {
            caller.poll();
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / CALLS;
    }

    private static void print(List<Subject> subjects) {
        System.out.println(
                "JDK " + Runtime.version().feature() + ", a poll of a client, " + CALLS + " polls a round:\n");
        System.out.println("| client | CPU µs/call, median | ratio to " + PLAIN + ", quartile · median · quartile |");
        System.out.println("| --- | ---: | ---: |");
        for (Subject subject : subjects) {
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < subject.cpu().size(); round++) {
                ratios.add(subject.cpu().get(round) / subjects.get(0).cpu().get(round));
            }
            System.out.println("| " + subject.name() + " | " + Rounds.format("%.1f", part(subject.cpu(), 2)) + " | "
                    + Rounds.format("%.3f", part(ratios, 1)) + " · " + Rounds.format("%.3f", part(ratios, 2)) + " · "
                    + Rounds.format("%.3f", part(ratios, 3)) + " |");
        }
        System.out.println();
    }

    /** Returns the value below which {@code quarters} quarters of the values are. */
    private static double part(List<Double> values, int quarters) {
        return values.stream().sorted().toList().get(values.size() * quarters / 4);
    }
}
