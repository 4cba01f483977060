package io.github.reel4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processor cores that this process may use, and a way to pin processes to them with {@code taskset} of util-linux.
 * Pins all threads of a process; later threads inherit the cores of the thread that starts them.
 */
final class CpuCores {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LIST = "Cpus_allowed_list:";

    /** The list in the format of Linux, such as {@code 0-2,5}; empty on other systems. */
    private final String all;

    private CpuCores(String all) {
        this.all = all;
    }

    /** Returns the cores that this process may use now. */
    static CpuCores ofThisProcess() {
        if (!Files.exists(STATUS)) {
            return new CpuCores("");
        }
        try (Stream<String> lines = Files.lines(STATUS)) {
            return new CpuCores(lines.filter(line -> line.startsWith(LIST))
                    .map(line -> line.substring(LIST.length()).strip())
                    .findFirst()
                    .orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns whether processes can be pinned. */
    boolean canBeChosen() {
        try {
            return !all.isEmpty() && run(List.of("taskset", "--version")).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Pins {@code process} to the first core.
     *
     * @throws IllegalStateException if that fails
     */
    void pin(ProcessHandle process) {
        pin(process, all.replaceFirst("[^0-9].*", ""));
    }

    /** Lets {@code process} use all cores. */
    void free(ProcessHandle process) {
        pin(process, all);
    }

    private static void pin(ProcessHandle process, String cores) {
        List<String> command = List.of("taskset", "-a", "-c", "-p", cores, String.valueOf(process.pid()));
        try {
            String failure = run(command);
            if (!failure.isEmpty()) {
                throw new IllegalStateException(String.join(" ", command) + ": " + failure);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command. Returns its output if it fails; otherwise an empty text. */
    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.onExit().join().exitValue() == 0 ? "" : "failed: " + output.strip();
    }
}
