package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A {@link WorkerProgram} in a JVM of its own, which a test stops with signals. */
final class WorkerProcess implements AutoCloseable {

    private final Process process;
    private final Path errors;

    private WorkerProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** Starts a worker of {@code queue}. */
    static WorkerProcess start(
            ProcessFixture queue, String url, int threads, Path spillFile, Map<String, String> properties)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m"));
        command.add("-D" + ProcessFixture.HEARTBEAT + "=" + System.getProperty(ProcessFixture.HEARTBEAT));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProgram.class.getName(),
                url,
                queue.vendor().baseUrl().toString(),
                spillFile.toString(),
                String.valueOf(threads)));
        Path errors = spillFile.resolveSibling("worker-" + UUID.randomUUID() + ".err");
        return new WorkerProcess(
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(errors.toFile())
                        .start(),
                errors);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Sends SIGSTOP: the process freezes. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    /** Sends SIGCONT. */
    void unfreeze() throws Exception {
        signal("-CONT");
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", name, String.valueOf(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Waits until the process has ended by itself, and returns its exit code. */
    int awaitExit() throws Exception {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(errors()).isTrue();
        return process.exitValue();
    }

    /** Lets the worker close regularly. */
    void end() throws Exception {
        process.getOutputStream().close();
        assertThat(awaitExit()).as(errors()).isZero();
    }

    private String errors() throws IOException {
        return Files.readString(errors);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
