package io.github.reel4j.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The processor cores that this process might use when this was made, and who is kept to which of them: by {@code taskset} of
 * util-linux, all threads of a process at once. Threads that it starts later are kept to what the one that starts them is.
 */
final class CpuCores {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String LIST = "Cpus_allowed_list:";

    /** As Linux writes it, such as {@code 0-2,5}; empty if the system is another. */
    private final String all;

    private CpuCores(String all) {
        this.all = all;
    }

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

    /** Whether there are the means to choose among them. */
    boolean canBeChosen() {
        try {
            return !all.isEmpty() && run(List.of("taskset", "--version")).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Keeps {@code process} to the first of them.
     *
     * @throws IllegalStateException if it cannot be
     */
    void pin(ProcessHandle process) {
        keep(process, all.replaceFirst("[^0-9].*", ""));
    }

    /** Lets {@code process} use all of them. */
    void free(ProcessHandle process) {
        keep(process, all);
    }

    private static void keep(ProcessHandle process, String cores) {
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

    /** What it says if it fails; empty if it does not. */
    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.onExit().join().exitValue() == 0 ? "" : "failed: " + said.strip();
    }
}
