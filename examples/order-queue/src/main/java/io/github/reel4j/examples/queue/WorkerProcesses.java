package io.github.reel4j.examples.queue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** The worker processes of the example. Used by one thread. */
final class WorkerProcesses implements AutoCloseable {

    /** A process, and what it prints: its name as soon as it takes orders. */
    private record Worker(Process process, BufferedReader output) {}

    private final List<Worker> workers = new ArrayList<>();
    private final Random random = new Random();
    private final List<String> command;
    private final Map<String, String> environment;
    private int killed;

    WorkerProcesses(String databaseUrl, URI vendor, int callsPerMinute, int maxTasks, Path folder) {
        command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerProgram.class.getName(),
                databaseUrl,
                folder.toString());
        environment = Map.of(
                "REEL4J_PROVIDER", "pixazo",
                "PIXAZO_API_KEY", "key-of-the-example",
                "PIXAZO_BASE_URL", vendor.toString(),
                "PIXAZO_REQUESTS_PER_MINUTE", Integer.toString(callsPerMinute),
                "PIXAZO_MAX_CONCURRENT_TASKS", Integer.toString(maxTasks));
    }

    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        Process process = builder.start();
        workers.add(new Worker(process, process.inputReader()));
    }

    /** Waits until all workers take orders. */
    void awaitStarted() throws IOException {
        for (Worker worker : workers) {
            if (worker.output().readLine() == null) {
                throw new IOException("a worker has ended before it took orders");
            }
        }
    }

    /** Ends a random worker at once, as a crash of its machine does. */
    void killOne() throws InterruptedException {
        Worker victim = workers.remove(random.nextInt(workers.size()));
        victim.process().destroyForcibly().waitFor();
        killed++;
    }

    int killed() {
        return killed;
    }

    /** Lets all workers end by closing their standard input. */
    @Override
    public void close() throws IOException {
        for (Worker worker : workers) {
            worker.process().getOutputStream().close();
        }
        try {
            for (Worker worker : workers) {
                var unused = worker.process().waitFor(20, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.forEach(worker -> worker.process().destroyForcibly());
        }
    }
}
