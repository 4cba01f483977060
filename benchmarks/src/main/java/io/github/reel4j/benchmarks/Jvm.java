package io.github.reel4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A Java installation to measure with.
 *
 * @param version its feature version, such as 17
 */
public record Jvm(int version, Path home) {

    /** The one that runs this. */
    public static Jvm running() {
        return new Jvm(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /** The oldest and the newest long-term release that reel4j is built and tested on, as far as they are installed beside the running one. */
    public static List<Jvm> all() {
        Jvm own = running();
        Map<Integer, Jvm> found = new TreeMap<>(Map.of(own.version(), own));
        try (Stream<Path> beside = Files.list(
                Objects.requireNonNull(own.home().toRealPath().getParent(), "an installation has a place"))) {
            beside.filter(home -> Files.isExecutable(home.resolve("bin/javac")))
                    .map(home -> new Jvm(version(home), home))
                    .filter(jvm -> jvm.version() == 17 || jvm.version() == 25)
                    .forEach(jvm -> found.putIfAbsent(jvm.version(), jvm));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(found.values());
    }

    private static int version(Path home) {
        try (Stream<String> lines = Files.lines(home.resolve("release"))) {
            return lines.filter(line -> line.startsWith("JAVA_VERSION="))
                    .map(line -> line.replaceAll("[^0-9]+([0-9]+).*", "$1"))
                    .mapToInt(Integer::parseInt)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    public String java() {
        return home.resolve("bin/java").toString();
    }

    /** Starts {@code main} of this class path; its stderr goes to ours. */
    public Process start(Class<?> main, List<String> options, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /**
     * The one line that {@code main} prints.
     *
     * @throws IllegalStateException if it fails or prints none
     */
    public String run(Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(main, options, arguments);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            if (line == null || process.waitFor() != 0) {
                throw new IllegalStateException(
                        main.getSimpleName() + " " + List.of(arguments) + " failed; what it said is above");
            }
            return line;
        } finally {
            process.destroy();
        }
    }
}
