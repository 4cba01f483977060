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

    /** Returns the installation that runs this program. */
    public static Jvm running() {
        return new Jvm(Runtime.version().feature(), Path.of(System.getProperty("java.home")));
    }

    /** Returns the running installation, and Java 17 and 25 if they are installed in the same folder. */
    public static List<Jvm> all() {
        Jvm own = running();
        Map<Integer, Jvm> found = new TreeMap<>(Map.of(own.version(), own));
        try (Stream<Path> siblings = Files.list(
                Objects.requireNonNull(own.home().toRealPath().getParent(), "the Java home has a parent folder"))) {
            siblings.filter(home -> Files.isExecutable(home.resolve("bin/javac")))
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

    /** Returns the path of the {@code java} command. */
    public String java() {
        return home.resolve("bin/java").toString();
    }

    /** Starts {@code main} with the class path of this JVM; inherits stderr. */
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
     * Runs {@code main} and returns the line that it prints.
     *
     * @throws IllegalStateException if it fails or prints nothing
     */
    public String run(Class<?> main, List<String> options, String... arguments)
            throws IOException, InterruptedException {
        Process process = start(main, options, arguments);
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.readLine();
            if (line == null || process.waitFor() != 0) {
                throw new IllegalStateException(
                        main.getSimpleName() + " " + List.of(arguments) + " failed; its error output is above");
            }
            return line;
        } finally {
            process.destroy();
        }
    }
}
