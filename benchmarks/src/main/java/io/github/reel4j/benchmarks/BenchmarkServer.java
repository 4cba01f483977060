package io.github.reel4j.benchmarks;

import io.github.reel4j.benchmarks.caller.Caller;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * An HTTP server that responds immediately to every request that the task is done, in the format of the vendor whose
 * path is requested. Runs in a JVM of its own, with a thread for each connection, and prints its port.
 */
final class BenchmarkServer {

    private static final String LINK =
            "https://results.example.com/1d/" + Caller.TASK + ".mp4?Expires=1757236800&Signature=AbC";
    private static final byte[] PIXAZO =
            response("{\"request_id\":\"9b07c1f1-8032-4a51-9d3e-0c4d1f2a7b60\",\"output\":{\"task_id\":\""
                    + Caller.TASK + "\",\"task_status\":\"SUCCEEDED\",\"submit_time\":\"2025-09-06 18:03:09.999\","
                    + "\"scheduled_time\":\"2025-09-06 18:03:10.017\",\"end_time\":\"2025-09-06 18:04:56.637\","
                    + "\"video_url\":\""
                    + LINK
                    + "\",\"orig_prompt\":\"A kitten running in the moonlight\",\"actual_prompt\":\"\"},"
                    + "\"usage\":{\"video_duration\":5,\"video_ratio\":\"1920*1080\",\"video_count\":1}}");
    private static final byte[] OPENAI =
            response("{\"id\":\"" + Caller.TASK + "\",\"object\":\"video\",\"created_at\":1757181789,"
                    + "\"completed_at\":1757181896,\"expires_at\":1757268296,"
                    + "\"status\":\"completed\",\"model\":\"sora-2\",\"progress\":100,"
                    + "\"prompt\":\"A kitten running in the moonlight\",\"seconds\":\"4\",\"size\":\"1280x720\","
                    + "\"error\":null,"
                    + "\"remixed_from_video_id\":null}");
    private static final byte[] GOOGLE =
            response("{\"name\":\"models/veo-3.0/operations/" + Caller.TASK + "\",\"done\":true,\"response\":{"
                    + "\"@type\":\"type.googleapis.com/"
                    + "google.ai.generativelanguage.v1beta.PredictLongRunningResponse\","
                    + "\"generateVideoResponse\":{\"generatedSamples\":[{\"video\":{\"uri\":\"" + LINK + "\"}}]}}}");

    private BenchmarkServer() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress())) {
            System.out.println(listener.getLocalPort());
            while (true) {
                Socket socket = listener.accept();
                Thread thread = new Thread(() -> serve(socket), "connection");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket;
                OutputStream out = socket.getOutputStream();
                InputStream in = new BufferedInputStream(socket.getInputStream(), 4096)) {
            socket.setTcpNoDelay(true);
            byte[] head = new byte[8192];
            for (int size = head(in, head); size > 0; size = head(in, head)) {
                in.skipNBytes(bodySize(head, size));
                out.write(respond(head));
            }
        } catch (IOException e) {
            // The client has closed the connection.
        }
    }

    private static int head(InputStream in, byte[] head) throws IOException {
        int size = 0;
        while (size < 4 || head[size - 1] != '\n' || head[size - 3] != '\n') {
            int next = in.read();
            if (next < 0) {
                return 0;
            }
            head[size++] = (byte) next;
        }
        return size;
    }

    private static int bodySize(byte[] head, int size) {
        for (int at = 0; at < size - 16; at++) {
            if (head[at] == '\n'
                    && (head[at + 1] | 0x20) == 'c'
                    && (head[at + 9] | 0x20) == 'l'
                    && head[at + 15] == ':') {
                int value = 0;
                for (int digit = at + 16; head[digit] != '\r'; digit++) {
                    value = head[digit] == ' ' ? value : value * 10 + head[digit] - '0';
                }
                return value;
            }
        }
        return 0;
    }

    private static byte[] respond(byte[] head) {
        int path = head[0] == 'P' ? 6 : 5;
        return switch (head[path]) {
            case 'v' -> head[path + 2] == '/' ? OPENAI : GOOGLE;
            default -> PIXAZO;
        };
    }

    private static byte[] response(String body) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Sat, 06 Sep 2025 18:04:57 GMT\r\n"
                        + "Content-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }
}
