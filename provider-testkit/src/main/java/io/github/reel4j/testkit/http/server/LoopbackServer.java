package io.github.reel4j.testkit.http.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP/1.1 server on 127.0.0.1 with one daemon thread for each open connection. Unlike the JDK's server it can send
 * malformed responses. Thread-safe.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final ServerSocket listener;
    private final URI origin;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> daemon("connection", work));

    private volatile @Nullable Thread accepting;

    private LoopbackServer(ServerSocket listener) {
        this.listener = listener;
        this.origin = URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /**
     * Binds a port. Connections wait until {@link #serve} is called.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @throws UncheckedIOException if the port is not available
     */
    public static LoopbackServer bind(int port) {
        try {
            ServerSocket listener = new ServerSocket();
            try {
                listener.setReuseAddress(true);
                listener.bind(new InetSocketAddress(loopback(), port), BACKLOG);
                return new LoopbackServer(listener);
            } catch (IOException e) {
                listener.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + port + " on 127.0.0.1 is not available: " + e.getMessage()
                            + ". Stop the program that uses it, choose another port, or 0 for any free port.",
                    e);
        }
    }

    /** Starts to accept connections. Call it once. */
    public void serve(Handler handler) {
        accepting = daemon("accept", () -> accept(handler));
        accepting.start();
    }

    /** Returns the base URL, for example {@code http://127.0.0.1:40213}. */
    public URI origin() {
        return origin;
    }

    /** Returns the number of connections that are open now. */
    public int openConnections() {
        return connections.size();
    }

    /** Closes every connection and frees the port before it returns. Calling it again has no effect. */
    @Override
    public void close() {
        closing.countDown();
        closeQuietly(listener);
        connections.forEach(LoopbackServer::closeQuietly);
        awaitPort();
        threads.shutdown();
    }

    /** Waits for the accepting thread, because the system keeps the port while a thread is in {@code accept}. */
    private void awaitPort() {
        Thread thread = accepting;
        if (thread == null) {
            return;
        }
        try {
            thread.join(TIMEOUT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept(Handler handler) {
        while (closing.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                connections.add(socket);
                if (closing.getCount() == 0) {
                    closeQuietly(socket);
                }
                threads.execute(() -> handleConnection(socket, handler));
            } catch (IOException | RejectedExecutionException e) {
                // the server was closed, or a client disconnected early; the loop's condition decides
            }
        }
    }

    private void handleConnection(Socket socket, Handler handler) {
        try {
            new Connection(socket, closing).run(handler);
        } catch (IOException e) {
            // the client is gone
        } finally {
            connections.remove(socket);
            closeQuietly(socket);
        }
    }

    private Thread daemon(String role, Runnable work) {
        Thread thread = new Thread(work, "simulator-" + listener.getLocalPort() + "-" + role);
        thread.setDaemon(true);
        return thread;
    }

    private static void closeQuietly(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            // nothing can be done
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    }
}
