package io.github.reel4j.examples.shop.demo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An embedded PostgreSQL server whose data survive, in a folder. It ends with this process. */
final class DemoDatabase {

    private static final int PID = 0;
    private static final int PORT = 3;

    private DemoDatabase() {}

    /**
     * Starts a server on the data in {@code folder}, which is created if it does not exist. A server that runs there
     * already, because the process that has started it was killed, is used as it is.
     *
     * @return the URL of the database
     */
    static String start(Path folder) throws IOException {
        Optional<String> running = runningServer(folder);
        if (running.isPresent()) {
            return running.get();
        }
        Files.createDirectories(folder);
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setServerConfig("fsync", "on") // off by default, which would lose orders in a crash
                .setServerConfig("synchronous_commit", "on")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Reads the file that a server keeps in its data directory while it runs. */
    private static Optional<String> runningServer(Path folder) throws IOException {
        Path file = folder.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() <= PORT) {
            return Optional.empty();
        }
        String url = "jdbc:postgresql://localhost:" + lines.get(PORT).strip() + "/postgres?user=postgres";
        try (Connection connection = DriverManager.getConnection(url)) {
            if (!connection.isValid(5)) {
                return Optional.empty();
            }
        } catch (SQLException e) {
            return Optional.empty();
        }
        ProcessHandle.of(Long.parseLong(lines.get(PID).strip()))
                .ifPresent(server -> Runtime.getRuntime().addShutdownHook(new Thread(server::destroy)));
        return Optional.of(url);
    }
}
