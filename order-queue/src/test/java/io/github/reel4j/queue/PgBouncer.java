package io.github.reel4j.queue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A PgBouncer process in transaction mode in front of a database. It has fewer connections than a worker needs. */
final class PgBouncer implements AutoCloseable {

    /** The number of connections to the server. */
    static final int CONNECTIONS = 3;

    private static final Path PROGRAM = Path.of(System.getProperty("reel4j.pgbouncer", "/usr/sbin/pgbouncer"));
    private static final Pattern ADDRESS = Pattern.compile("(jdbc:postgresql://)([^:/]+):(\\d+)");

    private final Process process;
    private final String url;
    private final Path log;

    private PgBouncer(Process process, String url, Path log) {
        this.process = process;
        this.url = url;
        this.log = log;
    }

    /** Returns whether the program is installed; {@code -Dreel4j.pgbouncer=PATH} names another place. */
    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    /** Starts a process in front of the database with this URL. */
    static PgBouncer start(String databaseUrl, Path folder) throws IOException, InterruptedException {
        Matcher address = ADDRESS.matcher(databaseUrl);
        if (!address.find()) {
            throw new IllegalArgumentException(databaseUrl);
        }
        int port = freePort();
        Path log = folder.resolve("pgbouncer.log");
        Path settings = folder.resolve("pgbouncer.ini");
        Files.writeString(settings, """
                [databases]
                * = host=127.0.0.1 port=%s user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits
                """.formatted(address.group(3), port, CONNECTIONS));
        List<String> command = new ArrayList<>(List.of(PROGRAM.toString()));
        if (System.getProperty("user.name").equals("root")) { // PgBouncer refuses to run as root
            command.addAll(List.of("-u", "nobody"));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        command.add(settings.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        PgBouncer started = new PgBouncer(process, address.replaceFirst("$1127.0.0.1:" + port), log);
        started.awaitPort(port);
        return started;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort(int port) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    throw new IOException("PgBouncer does not listen: " + Files.readString(log), e);
                }
                Thread.sleep(50);
            }
        }
    }

    /** Returns the URL of the database through this process. */
    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
