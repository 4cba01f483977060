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
 * A program that sends one request, as a user of one library would start it: with that library and what it needs on its class path.
 *
 * @param own the jars that the library needs, and the one with the program
 */
record Program(String name, Class<?> main, Pattern own) {

    static final Program REEL4J = new Program(
            "reel4j",
            StartReel4j.class,
            jars(
                    "reel4j-|vavr-|slf4j-|jspecify-|dagger-|(jakarta|javax)\\.inject|feign-(core|jackson)-|jackson-(core|databind|annotations)-|httpcore5-5"));

    static final Program DASHSCOPE = new Program(
            "dashscope-sdk",
            StartDashScope.class,
            jars(
                    "reel4j-benchmarks|dashscope-|rxjava-|reactive-streams-|lombok-|gson-2|kotlin-stdlib|okio-|okhttp-|logging-interceptor-"
                            + "|jsonschema-generator-|classmate-|slf4j-|jackson-(core|databind|annotations)-"));

    private static Pattern jars(String names) {
        return Pattern.compile("/(" + names + ")[^/]*\\.jar$");
    }

    /** Milliseconds from the start of the JVM to the first byte of its request. */
    double start(Jvm jvm, FirstRequestServer vendor, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(jvm.java()));
        command.addAll(options);
        command.addAll(List.of(
                "-Dpixazo.base-url=" + vendor.origin(),
                "-Dpixazo.api-key=sk-0123456789abcdef",
                "-cp",
                classPath(),
                main.getName(),
                vendor.origin()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            double millis = (vendor.await() - start) / 1e6;
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(name + " did not end well; what it said is above");
            }
            return millis;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Makes the archive of what one run of it needed. */
    void archive(Jvm jvm, FirstRequestServer vendor, ClassArchive kind, Path file)
            throws IOException, InterruptedException {
        start(jvm, vendor, kind.making(file));
        if (!Files.exists(file)) {
            throw new IllegalStateException("no archive of classes was made for " + name);
        }
    }

    private String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> own.matcher("/" + entry.replace(File.separatorChar, '/'))
                        .find())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
