package io.github.reel4j.queue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A TCP proxy in front of PostgreSQL that loses responses, holds all packets back, or is down. */
final class DatabaseProxy implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("(jdbc:postgresql://)([^:/]+):(\\d+)");

    private final ServerSocket listener;
    private final Matcher address;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable String first;
    private @Nullable String last;
    private int lost;
    private boolean holding;
    private boolean down;

    /** @param url the URL of the database behind this proxy */
    DatabaseProxy(String url) throws IOException {
        this.address = ADDRESS.matcher(url);
        if (!address.find()) {
            throw new IllegalArgumentException(url);
        }
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start("accept", this::accept);
    }

    /** Returns the URL of the database through this proxy. */
    String url() {
        return address.replaceFirst("$1localhost:" + port());
    }

    int port() {
        return listener.getLocalPort();
    }

    /**
     * Loses one response: a connection sends {@code firstText} and, then or later, {@code lastText}; the server
     * executes it, and the connection ends before its response arrives.
     */
    synchronized void loseResponse(String firstText, String lastText) {
        first = firstText;
        last = lastText;
    }

    /** Returns how many responses were lost. */
    synchronized int lost() {
        return lost;
    }

    /** Holds back all packets, and loses none: connections neither work nor fail. */
    synchronized void hold() {
        holding = true;
    }

    /** Lets packets pass again. */
    synchronized void release() {
        holding = false;
        notifyAll();
    }

    /** Ends all connections, and rejects new ones. */
    synchronized void stop() {
        down = true;
        sockets.forEach(DatabaseProxy::end);
    }

    /** Accepts connections again. */
    synchronized void restart() {
        down = false;
    }

    private synchronized void awaitRelease() throws InterruptedException {
        while (holding) {
            wait();
        }
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            synchronized (this) {
                if (down) {
                    end(client);
                    continue;
                }
                sockets.add(client);
            }
            Socket server = new Socket(address.group(2), Integer.parseInt(address.group(3)));
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            sockets.add(server);
            Exchange exchange = new Exchange(client, server);
            start("requests", exchange::forwardRequests);
            start("responses", exchange::forwardResponses);
        }
    }

    /** One connection. */
    private final class Exchange {
        private final Socket client;
        private final Socket server;
        private boolean sentFirst;
        private volatile boolean losing;

        Exchange(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void forwardRequests() throws IOException, InterruptedException {
            forward(client, server, true);
        }

        void forwardResponses() throws IOException, InterruptedException {
            forward(server, client, false);
        }

        private void forward(Socket from, Socket to, boolean requests) throws IOException, InterruptedException {
            byte[] buffer = new byte[1 << 16];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                int length;
                while ((length = in.read(buffer)) >= 0) {
                    awaitRelease();
                    if (requests) {
                        inspect(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
                    } else if (losing) {
                        return;
                    }
                    out.write(buffer, 0, length);
                }
            } finally {
                sockets.remove(from);
            }
        }

        private void inspect(String text) {
            synchronized (DatabaseProxy.this) {
                sentFirst = sentFirst || (first != null && text.contains(first));
                if (sentFirst && last != null && text.contains(last)) {
                    losing = true;
                    first = null;
                    last = null;
                    lost++;
                }
            }
        }
    }

    /** A task of a thread. */
    @FunctionalInterface
    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private static void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException | InterruptedException e) {
                        // the connection has ended, or the proxy is closed
                    }
                },
                "database-proxy-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        stop();
        release();
    }
}
