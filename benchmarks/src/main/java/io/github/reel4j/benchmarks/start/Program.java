package io.github.reel4j.benchmarks.start;

import io.github.reel4j.benchmarks.Jvm;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A program that sends one request with one library, and with only that library's dependencies on the class path.
 *
 * @param own matches the jars of the library, its dependencies and the program
 */
record Program(String name, Class<?> main, Pattern own) {

    static final Program REEL4J = new Program(
            "reel4j",
            StartReel4j.class,
            jars("reel4j-|vavr-|slf4j-|jspecify-|dagger-|(jakarta|javax)\\.inject|"
                    + "feign-(core|jackson)-|jackson-(core|databind|annotations)-|httpcore5-5"));

    static final Program DASHSCOPE = new Program(
            "dashscope-sdk",
            StartDashScope.class,
            jars("reel4j-benchmarks|dashscope-|rxjava-|reactive-streams-|lombok-|gson-2|"
                    + "kotlin-stdlib|okio-|okhttp-|logging-interceptor-"
                    + "|jsonschema-generator-|classmate-|slf4j-|jackson-(core|databind|annotations)-"));

    private static Pattern jars(String names) {
        return Pattern.compile("/(" + names + ")[^/]*\\.jar$");
    }

    /** Starts the program. Returns the milliseconds from the start of the JVM to the first byte of its request. */
    double start(Jvm jvm, FirstRequestServer server, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jvm.java()));
        command.addAll(options);
        command.addAll(List.of(
                "-Dpixazo.base-url=" + server.origin(),
                "-Dpixazo.api-key=sk-0123456789abcdef",
                "-cp",
                classPath(),
                main.getName(),
                server.origin()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            double millis = (server.await() - start) / 1e6;
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(name + " failed; its error output is above");
            }
            return millis;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs the program once and writes the archive of its classes to {@code file}. */
    void archive(Jvm jvm, FirstRequestServer server, ClassArchive kind, Path file)
            throws IOException, InterruptedException {
        start(jvm, server, kind.createOptions(file));
        if (!Files.exists(file)) {
            throw new IllegalStateException("no class archive was written for " + name);
        }
    }

    private String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> own.matcher("/" + entry.replace(File.separatorChar, '/'))
                        .find())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
