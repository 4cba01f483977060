package io.github.reel4j.benchmarks.scale;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An HTTP server that responds to every request after 48 ms that the task is running, in the format that Pixazo and
 * DashScope share. Runs in a JVM of its own, with a thread for each connection, and prints its port.
 */
final class SlowServer {

    private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(48);
    private static final String BODY = "{\"request_id\":\"9b07c1f1-8032-4a51-9d3e-0c4d1f2a7b60\",\"output\":{"
            + "\"task_id\":\"19d8e7a6-c652-4a51-9d3e-0c4d1f2a7b60\",\"task_status\":\"RUNNING\","
            + "\"submit_time\":\"2025-09-06 18:03:09.999\",\"scheduled_time\":\"2025-09-06 18:03:10.017\"}}";
    private static final byte[] RESPONSE = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + BODY.length() + "\r\n\r\n" + BODY)
            .getBytes(StandardCharsets.US_ASCII);

    /** The position of the last 12 digits of the task's id, in which ids differ. */
    private static final int NUMBER = new String(RESPONSE, StandardCharsets.US_ASCII).lastIndexOf("0c4d1f2a7b60");

    private static final int DIGITS = 12;

    private SlowServer() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 4096, InetAddress.getLoopbackAddress())) {
            System.out.println(listener.getLocalPort());
            while (true) {
                Socket socket = listener.accept();
                Thread thread = new Thread(null, () -> serve(socket), "connection", 128 * 1024);
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                OutputStream out = socket.getOutputStream();
                InputStream in = new BufferedInputStream(socket.getInputStream(), 2048)) {
            socket.setTcpNoDelay(true);
            byte[] response = RESPONSE.clone();
            while (readRequest(in, response)) {
                long end = System.nanoTime() + DELAY;
                for (long left = DELAY; left > 0; left = end - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(response);
            }
        } catch (IOException e) {
            // The client has closed the connection.
        }
    }

    /**
     * Reads a request and writes the id at the end of its body, if there is one, to the response. Returns false at the
     * end.
     */
    private static boolean readRequest(InputStream in, byte[] response) throws IOException {
        int first = in.read();
        int newlines = 0;
        while (newlines < 2) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            newlines = next == '\n' ? newlines + 1 : next == '\r' ? newlines : 0;
        }
        for (int next = first; next != '}' && first == 'P'; ) {
            next = in.read();
            if (Character.digit(next, 16) >= 0) {
                System.arraycopy(response, NUMBER + 1, response, NUMBER, DIGITS - 1);
                response[NUMBER + DIGITS - 1] = (byte) next;
            }
        }
        return first >= 0;
    }
}
