package io.github.reel4j.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Runs a program in a separate JVM, without inheriting reel4j settings. */
final class ChildJvm {

    /** The exit code and the output of a process. */
    record Outcome(int exit, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }

        /** Returns stdout and stderr. */
        String everything() {
            return out + err;
        }
    }

    private static final Pattern SETTINGS =
            Pattern.compile("(PIXAZO|APIXO|REEL4J)_.*|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|CLASSPATH");
    private static final long MAX_SECONDS = 180;

    private final Path folder;
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** @param folder the working directory */
    ChildJvm(Path folder) {
        this.folder = folder;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dstdout.encoding=UTF-8"));
        command.addAll(List.of("-Dstderr.encoding=UTF-8", "-Dfile.encoding=UTF-8"));
    }

    ChildJvm options(String... options) {
        command.addAll(List.of(options));
        return this;
    }

    ChildJvm classPath(List<Path> entries) {
        return options("-cp", Compilation.joined(entries));
    }

    ChildJvm modulePath(List<Path> entries) {
        return options("-p", Compilation.joined(entries));
    }

    ChildJvm environment(Map<String, String> settings) {
        environment.putAll(settings);
        return this;
    }

    /** Starts the JVM with {@code arguments} after the options, and waits until it exits. */
    Outcome run(String... arguments) {
        try {
            Path out = Files.createTempFile(folder, "child", ".out");
            Path err = Files.createTempFile(folder, "child", ".err");
            Process process = builder(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(MAX_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError(
                        "the process did not exit: " + command + "\n" + Files.readString(out) + Files.readString(err));
            }
            return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for " + command, e);
        }
    }

    /** Starts the JVM with {@code arguments} after the options. The caller ends it. Its output goes to {@code out}. */
    Process start(Path out, String... arguments) throws IOException {
        return builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
    }

    private ProcessBuilder builder(String... arguments) {
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> SETTINGS.matcher(name).matches());
        builder.environment().putAll(environment);
        return builder;
    }
}
