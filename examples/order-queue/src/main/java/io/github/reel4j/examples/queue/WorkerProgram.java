package io.github.reel4j.examples.queue;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reel4j.VideoClient;
import io.github.reel4j.polling.PollPolicy;
import io.github.reel4j.queue.OrderWorker;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.ReadyVideo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Duration;
import javax.sql.DataSource;

/** A worker process. It ends when its standard input does. */
public final class WorkerProgram {

    private WorkerProgram() {}

    /**
     * Runs a worker.
     *
     * @param args the URL of the database, and the folder of the videos
     */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(args[1]), "worker");
        try (HikariDataSource database = ShopExample.pool(args[0]);
                VideoClient client = VideoClient.create();
                OrderWorker worker = OrderWorker.builder(database, client)
                        .threads(8)
                        .pollingInterval(Duration.ofMillis(200))
                        .pollPolicy(PollPolicy.fixed(Duration.ofSeconds(2)))
                        .spillFile(folder.resolve("spill.journal"))
                        .onReady((order, video) -> store(database, order, video, folder))
                        .start()) {
            System.out.println(worker.name());
            while (System.in.read() >= 0) {
                // runs until the shop closes the input
            }
        }
    }

    /** May be called several times for one order, so it only sets what it has found. */
    private static void store(DataSource database, QueuedOrder order, ReadyVideo video, Path folder) throws Exception {
        Path file = video.download(Files.createTempDirectory(folder, "video").resolve("video.mp4"));
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update invoice set video_bytes = ? where invoice_key = ?")) {
            update.setLong(1, Files.size(file));
            update.setString(2, order.key().value());
            update.executeUpdate();
        }
    }
}
