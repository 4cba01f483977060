package io.github.reel4j.testkit.http.server;

import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Sends the response to one request: {@link #send} writes correct HTTP, and the other methods can violate the protocol.
 * Not thread-safe.
 */
public final class ServerResponseWriter {

    private static final int POLL_MILLIS = 100;

    private final Socket socket;
    private final OutputStream out;
    private final CountDownLatch closing;
    private final boolean bodiless;
    private boolean reusable;

    ServerResponseWriter(Socket socket, OutputStream out, CountDownLatch closing, ReceivedRequest request) {
        this.socket = socket;
        this.out = out;
        this.closing = closing;
        this.bodiless = request.method().equals("HEAD");
        this.reusable =
                !request.header("connection").orElse("keep-alive").trim().equalsIgnoreCase("close");
    }

    /** Sends a complete, well-formed response, and keeps the connection open unless the client asked to close it. */
    public void send(ServerResponse response) throws IOException {
        head(response, response.body().length);
        if (!bodiless && mayHaveBody(response)) {
            out.write(response.body());
        }
        out.flush();
    }

    /** Sends a complete, well-formed response. The connection is not reused. */
    public void sendLast(ServerResponse response) throws IOException {
        reusable = false;
        send(response);
    }

    /** Sends status and headers with this {@code Content-Length}. The connection is not reused. */
    public void sendHead(ServerResponse response, long contentLength) throws IOException {
        reusable = false;
        head(response, contentLength);
        out.flush();
    }

    /** Sends raw bytes immediately. The connection is not reused. */
    public void sendBytes(byte[] bytes, int offset, int length) throws IOException {
        reusable = false;
        out.write(bytes, offset, length);
        out.flush();
    }

    /** Closes the connection normally (FIN). */
    public void close() throws IOException {
        reusable = false;
        socket.close();
    }

    /** Resets the connection (RST). */
    public void reset() throws IOException {
        reusable = false;
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /**
     * Waits without sending anything.
     *
     * @return whether the server was closed meanwhile
     */
    public boolean pause(Duration atMost) throws IOException {
        try {
            return closing.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during a pause");
        }
    }

    /** Sends nothing until the server or the client closes the connection. */
    public void hold() throws IOException {
        reusable = false;
        socket.setSoTimeout(POLL_MILLIS);
        while (!pause(Duration.ZERO) && !isClosedByClient()) {
            // until one of them closes it
        }
    }

    private boolean isClosedByClient() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    boolean reusable() {
        return reusable;
    }

    private void head(ServerResponse response, long contentLength) throws IOException {
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(response.status()).append(' ').append(reason(response.status()));
        head.append("\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (mayHaveBody(response)) {
            head.append("Content-Length: ").append(contentLength).append("\r\n");
        }
        head.append(reusable ? "" : "Connection: close\r\n").append("\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    private static boolean mayHaveBody(ServerResponse response) {
        return response.status() != 204 && response.status() != 304;
    }

    private static String reason(int status) {
        if (status < 300) {
            return "OK";
        }
        return status < 400 ? "Elsewhere" : "Rejected";
    }
}
