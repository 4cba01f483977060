package io.github.reel4j.benchmarks.start;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server that reports when the first byte of a request arrives, and accepts every order. Not thread-safe. */
final class FirstRequestServer implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 120_000;
    private static final String BODY = "{\"request_id\":\"9b07c1f1-8032-4a51-9d3e-0c4d1f2a7b60\",\"output\":{"
            + "\"task_id\":\"19d8e7a6-c652-4a51-9d3e-0c4d1f2a7b60\",\"task_status\":\"PENDING\"}}";
    private static final byte[] RESPONSE =
            ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                            + BODY.length() + "\r\n\r\n" + BODY)
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    FirstRequestServer() throws IOException {
        listener.setSoTimeout(TIMEOUT_MILLIS);
    }

    String origin() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Serves one connection. Returns the {@code nanoTime} at which its first byte arrived. */
    long await() throws IOException {
        try (Socket socket = listener.accept()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            InputStream in = socket.getInputStream();
            if (in.read() < 0) {
                throw new IOException("the connection was closed before a request arrived");
            }
            long arrivedAt = System.nanoTime();
            readToEnd(in);
            socket.getOutputStream().write(RESPONSE);
            return arrivedAt;
        }
    }

    /** Reads the head and the JSON body, up to the brace that closes the first one. */
    private static void readToEnd(InputStream in) throws IOException {
        int depth = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            depth += next == '{' ? 1 : next == '}' ? -1 : 0;
            if (next == '}' && depth == 0) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
