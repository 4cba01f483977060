package io.github.reel4j.testkit.http;

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
import org.jspecify.annotations.Nullable;

/**
 * Listens on 127.0.0.1 and gives every connection a daemon thread. The JDK's own server is not used because it repairs what a
 * test wants broken. Thread-safe.
 */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final int TIMEOUT_MILLIS = 5_000;

    private final ServerSocket listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    private volatile @Nullable Thread accepting;

    private LoopbackServer(ServerSocket listener) {
        this.listener = listener;
    }

    /**
     * Takes a port; connections wait until {@link #serve}.
     *
     * @param port 1 to 65535, or 0 for any free port
     * @throws UncheckedIOException if the port cannot be had
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
                    "Port " + port + " on 127.0.0.1 cannot be had: " + e.getMessage()
                            + ". Stop what listens there, choose another, or 0 for any free port.",
                    e);
        }
    }

    /** Starts answering. To be called once. */
    public void serve(Handler handler) {
        accepting = daemon("accept", () -> accept(handler));
        accepting.start();
    }

    /** For example {@code http://127.0.0.1:40213}. */
    public URI origin() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** Ends every connection; once it returns, the port refuses others and can be had again. Calling it again does nothing. */
    @Override
    public void close() {
        closing.countDown();
        closeQuietly(listener);
        connections.forEach(LoopbackServer::closeQuietly);
        awaitPort();
    }

    /** The system keeps the port, and completes connections to it, for as long as a thread is in {@code accept}. */
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
                daemon("connection", () -> handleConnection(socket, handler)).start();
            } catch (IOException e) {
                // closed, or a client that left before it was welcomed: the loop's condition tells
            }
        }
    }

    private void handleConnection(Socket socket, Handler handler) {
        try {
            new Connection(socket, closing).run(handler);
        } catch (IOException e) {
            // the client is gone, which is its right
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
            // there is nobody left to tell
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    }
}
