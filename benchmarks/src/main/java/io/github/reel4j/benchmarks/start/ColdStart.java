package io.github.reel4j.benchmarks.start;

import io.github.reel4j.benchmarks.Bars;
import io.github.reel4j.benchmarks.Jvm;
import io.github.reel4j.benchmarks.Rounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Measures the start of the programs, with and without a class archive, on every Java version. Arguments:
 * {@code ROUNDS REEL}.
 */
public final class ColdStart {

    private final Map<String, List<Double>> all = new LinkedHashMap<>();

    private ColdStart() {}

    /** Runs all measurements. The second argument is the path of the launcher {@code reel}. */
    public static void main(String[] arguments) throws Exception {
        ColdStart starts = new ColdStart();
        Path folder = Files.createTempDirectory("cold-start");
        try (FirstRequestServer server = new FirstRequestServer()) {
            for (Jvm jvm : Jvm.all()) {
                starts.measure(jvm, server, folder, Integer.parseInt(arguments[0]), Path.of(arguments[1]));
            }
        }
    }

    private void measure(Jvm jvm, FirstRequestServer server, Path folder, int rounds, Path reel)
            throws IOException, InterruptedException {
        List<Program> programs = List.of(Program.REEL4J, Program.DASHSCOPE);
        for (Program program : programs) {
            for (ClassArchive kind : ClassArchive.of(jvm)) {
                program.archive(jvm, server, kind, archive(folder, jvm, program, kind));
            }
        }
        version(jvm, reel);
        all.clear();
        for (int round = 0; round < rounds; round++) {
            for (Program program : programs) {
                record(program.name(), program.start(jvm, server, List.of()));
                for (ClassArchive kind : ClassArchive.of(jvm)) {
                    List<String> options = kind.useOptions(archive(folder, jvm, program, kind));
                    record(program.name() + ", " + kind.title(), program.start(jvm, server, options));
                }
            }
            record("hello", hello(jvm));
            record("reel --version", version(jvm, reel));
        }
        print(jvm);
    }

    private static Path archive(Path folder, Jvm jvm, Program program, ClassArchive kind) {
        return folder.resolve(program.name() + "-" + jvm.version() + "-" + kind);
    }

    private void record(String what, double millis) {
        all.computeIfAbsent(what, key -> new ArrayList<>()).add(millis);
    }

    private static double hello(Jvm jvm) throws IOException, InterruptedException {
        return run(new ProcessBuilder(
                jvm.java(), "-cp", System.getProperty("java.class.path"), EmptyProgram.class.getName()));
    }

    private static double version(Jvm jvm, Path reel) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(reel.toString(), "--version");
        builder.environment().put("JAVA_HOME", jvm.home().toString());
        return run(builder);
    }

    private static double run(ProcessBuilder builder) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IllegalStateException(builder.command() + " failed; its error output is above");
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private void print(Jvm jvm) throws IOException {
        StringBuilder out = new StringBuilder(
                "| JDK " + jvm.version() + ", ms | min | median | max |\n| --- | ---: | ---: | ---: |\n");
        all.forEach((what, times) -> out.append(row("%,.0f", what, times)));
        out.append(ratio("reel4j", "dashscope-sdk", 0));
        for (ClassArchive kind : ClassArchive.of(jvm)) {
            out.append(ratio("reel4j, " + kind.title(), "dashscope-sdk", 0));
        }
        out.append(ratio("reel --version", "hello", 150));
        System.out.println(out);
        Map<String, Double> medians = new LinkedHashMap<>();
        all.forEach((what, times) -> medians.put(what, of(times).median()));
        new Bars("From the start of a JVM, JDK " + jvm.version())
                .panel("ms", medians)
                .write("cold-start-" + jvm.version());
    }

    /** Returns the row of ratios, round by round, after subtracting {@code extra} ms from {@code one}. */
    private String ratio(String one, String other, int extra) {
        List<Double> ones = all.getOrDefault(one, List.of());
        List<Double> others = all.getOrDefault(other, List.of());
        List<Double> ratios = IntStream.range(0, ones.size())
                .mapToObj(round -> (ones.get(round) - extra) / others.get(round))
                .toList();
        return row("%.2f", (extra == 0 ? one : "(" + one + " - " + extra + ")") + " / " + other, ratios);
    }

    private static String row(String format, String what, List<Double> values) {
        return "| " + what + " | " + of(values).spread(format, " | ") + " |\n";
    }

    private static Rounds of(List<Double> values) {
        return Rounds.of(values.stream().mapToDouble(Double::doubleValue));
    }
}
