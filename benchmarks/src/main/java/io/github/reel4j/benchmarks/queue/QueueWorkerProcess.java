package io.github.reel4j.benchmarks.queue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.VideoClient;
import io.github.reel4j.queue.OrderWorker;
import java.nio.file.Files;
import java.time.Duration;

/** A worker process. Arguments: {@code JDBC-URL VENDOR-URL THREADS}. Ends when its input ends. */
public final class QueueWorkerProcess {

    private QueueWorkerProcess() {}

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[2]);
        try (HikariDataSource database = pool(arguments[0], threads);
                VideoClient client = VideoClient.builder()
                        .provider("pixazo")
                        .apiKey("pixazo", "test-key")
                        .property("pixazo.base-url", arguments[1])
                        .build();
                OrderWorker worker = OrderWorker.builder(database, client)
                        .threads(threads)
                        .pollingInterval(Duration.ofMillis(200))
                        .spillFile(Files.createTempDirectory("queue-benchmark").resolve("results.journal"))
                        .start()) {
            System.out.println(worker.name());
            while (System.in.read() >= 0) {
                // runs until the parent closes the input
            }
        }
    }

    static HikariDataSource pool(String url, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(connections + 4);
        return new HikariDataSource(config);
    }
}
