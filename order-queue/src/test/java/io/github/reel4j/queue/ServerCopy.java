package io.github.reel4j.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;

/** Starts PostgreSQL servers with data directories of their own, and copies one while its server runs. */
final class ServerCopy {

    private static final Set<String> NOT_COPIED = Set.of("postmaster.pid", "postmaster.opts", "epg-lock");

    private final Path folder;

    ServerCopy(Path folder) {
        this.folder = folder;
    }

    EmbeddedPostgres startPrimary() throws IOException {
        return server(folder.resolve("primary")).start();
    }

    /** Starts a server with a copied data directory. */
    EmbeddedPostgres start(Path data) throws IOException {
        return server(data).setCleanDataDirectory(false).start();
    }

    private static EmbeddedPostgres.Builder server(Path data) {
        return PostgresServer.durable().setDataDirectory(data);
    }

    /** Makes a base backup of the running primary server, as pg_basebackup does, and returns its data directory. */
    Path backUp(EmbeddedPostgres primary) throws IOException, SQLException {
        Path source = folder.resolve("primary");
        Path backup = folder.resolve("backup");
        try (Connection connection = primary.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            boolean newNames = connection.getMetaData().getDatabaseMajorVersion() >= 15;
            statement.execute(
                    newNames ? "select pg_backup_start('test', true)" : "select pg_start_backup('test', true, false)");
            copy(source, backup);
            String stop = newNames ? "pg_backup_stop(false)" : "pg_stop_backup(false)";
            try (ResultSet rows = statement.executeQuery("select labelfile from " + stop)) {
                rows.next();
                Files.writeString(backup.resolve("backup_label"), rows.getString(1));
            }
        }
        copy(source.resolve("pg_wal"), backup.resolve("pg_wal"));
        return backup;
    }

    private static void copy(Path source, Path target) throws IOException {
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                Path created = Files.createDirectories(target.resolve(source.relativize(each)));
                Files.setPosixFilePermissions(created, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                if (!NOT_COPIED.contains(each.getFileName().toString())) {
                    try {
                        Files.copy(each, target.resolve(source.relativize(each)), StandardCopyOption.REPLACE_EXISTING);
                    } catch (NoSuchFileException e) {
                        return FileVisitResult.CONTINUE; // the server has removed it
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException e) {
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Adds a setting to the configuration of a stopped server. */
    void configure(Path data, String setting) throws IOException {
        Files.writeString(data.resolve("postgresql.auto.conf"), setting + "\n", StandardOpenOption.APPEND);
    }

    /** Returns whether a server has ended its recovery. It accepts connections before. */
    static boolean acceptsWrites(DataSource server) throws SQLException {
        try (Connection connection = server.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select not pg_is_in_recovery()")) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    /** Makes a standby server a primary server. */
    static void promote(DataSource standby) throws SQLException {
        try (Connection connection = standby.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select pg_promote(true, 60)")) {
            assertThat(rows.next() && rows.getBoolean(1)).isTrue();
        }
    }
}
