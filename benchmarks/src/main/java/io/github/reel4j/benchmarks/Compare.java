package io.github.reel4j.benchmarks;

import io.github.reel4j.benchmarks.caller.Callers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts the server, measures every library in turn in a JVM of its own, round after round, and prints the table:
 * {@code [ROUNDS [SECONDS [NAME...]]]}, five rounds of four seconds for each of four phases if nothing is said.
 */
final class Compare {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private Compare() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        String seconds = arguments.length > 1 ? arguments[1] : "4";
        List<String> names = arguments.length > 2 ? List.of(arguments).subList(2, arguments.length) : Callers.names();
        Map<String, List<Figures>> all = new LinkedHashMap<>();
        Process vendor = start(Vendor.class);
        try (BufferedReader port = vendor.inputReader(StandardCharsets.UTF_8)) {
            String origin = "http://127.0.0.1:" + port.readLine();
            for (int round = 0; round < rounds; round++) {
                for (String name : names) {
                    Figures figures = measure(name, origin, seconds);
                    System.err.println("round " + (round + 1) + "  " + name + "  " + figures);
                    all.computeIfAbsent(name, key -> new ArrayList<>()).add(figures);
                }
            }
        } finally {
            vendor.destroy();
        }
        System.out.print(new Table(all).print());
    }

    private static Figures measure(String name, String origin, String seconds)
            throws IOException, InterruptedException {
        Process process = start(Measurement.class, name, origin, seconds);
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = out.readLine();
            if (line == null || process.waitFor() != 0) {
                throw new IllegalStateException(name + " could not be measured; what it said is above");
            }
            return Figures.parse(line);
        }
    }

    private static Process start(Class<?> main, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(JAVA, "-Xmx1g", "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
