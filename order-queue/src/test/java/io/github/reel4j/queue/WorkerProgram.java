package io.github.reel4j.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.VideoClient;
import io.github.reel4j.polling.PollPolicy;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A worker in a process of its own. It runs until its standard input ends, so it also ends with the test that started
 * it. Arguments: the URL of the database, the vendor's base URL, the spill file, and the number of threads.
 */
public final class WorkerProgram {

    private WorkerProgram() {}

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[3]);
        try (HikariDataSource database = WorkerPool.open(args[0], threads);
                VideoClient client = client(args[1])) {
            WorkerPool.awaitDatabase(database);
            try (OrderWorker worker =
                    builder(database, client, threads, Path.of(args[2])).start()) {
                System.out.println(worker.name());
                while (System.in.read() >= 0) {
                    // waits for the end of the input
                }
            }
        }
    }

    /** Creates a client that orders from the simulator at {@code baseUrl}. */
    static VideoClient client(String baseUrl) {
        return VideoClient.builder()
                .provider("pixazo")
                .apiKey("pixazo", "test-key")
                .property("pixazo.base-url", baseUrl)
                .property("pixazo.requests-per-minute", "60000")
                .build();
    }

    /** Ends this process at the point that the system property {@code reel4j.crash-point} names. */
    private static void crashIfNamed(String point) {
        if (point.equals(System.getProperty("reel4j.crash-point"))) {
            Runtime.getRuntime().halt(137);
        }
    }

    /** Returns a builder of a worker that looks for work and polls more often than in production. */
    static OrderWorker.Builder builder(HikariDataSource database, VideoClient client, int threads, Path spillFile) {
        return OrderWorker.builder(database, client)
                .threads(threads)
                .pollingInterval(Duration.ofMillis(50))
                .pollPolicy(PollPolicy.fixed(Duration.ofMillis(200)))
                .spillFile(spillFile)
                .heartbeat(Duration.ofMillis(Long.getLong(ProcessFixture.HEARTBEAT, 5_000)))
                .crashPoints(WorkerProgram::crashIfNamed);
    }
}
