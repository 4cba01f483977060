package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.ServerResponseWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Writes a response to the connection: all of it, a part of it, or a damaged form of it. */
@FunctionalInterface
interface WireBehavior {

    /** Bytes per write of {@link #flood}. */
    int CHUNK = 64 * 1024;

    void deliver(ServerResponse response, ServerResponseWriter exchange) throws IOException;

    /**
     * Sends the whole response. An error closes the connection: a client may wait for further bytes after an error, and
     * the end of the connection ends this wait.
     */
    static void whole(ServerResponse response, ServerResponseWriter exchange) throws IOException {
        if (response.status() < 300) {
            exchange.send(response);
        } else {
            exchange.sendLast(response);
        }
    }

    static void headOnly(ServerResponse response, ServerResponseWriter exchange) throws IOException {
        exchange.sendHead(response, response.body().length);
        exchange.hold();
    }

    static void partOfHead(ServerResponse response, ServerResponseWriter exchange) throws IOException {
        byte[] start = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Tr".getBytes(StandardCharsets.US_ASCII);
        exchange.sendBytes(start, 0, start.length);
        exchange.hold();
    }

    static WireBehavior delay(Duration wait) {
        return (response, exchange) -> {
            if (!exchange.pause(wait)) {
                exchange.send(response);
            }
        };
    }

    static WireBehavior interim(int status) {
        byte[] head = ("HTTP/1.1 " + status + " Wait\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        return (response, exchange) -> {
            exchange.sendBytes(head, 0, head.length);
            exchange.sendBytes(head, 0, head.length);
            exchange.send(response);
        };
    }

    static void half(ServerResponse response, ServerResponseWriter exchange) throws IOException {
        exchange.sendHead(response, response.body().length);
        exchange.sendBytes(response.body(), 0, response.body().length / 2);
        exchange.close();
    }

    static WireBehavior part(int percent) {
        return (response, exchange) -> {
            exchange.sendHead(response, response.body().length);
            exchange.sendBytes(response.body(), 0, (int) ((long) response.body().length * percent / 100));
            exchange.close();
        };
    }

    static void cutChunks(ServerResponse response, ServerResponseWriter exchange) throws IOException {
        int half = response.body().length / 2;
        StringBuilder head = new StringBuilder("HTTP/1.1 " + response.status() + " OK\r\n");
        response.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Transfer-Encoding: chunked\r\n\r\n")
                .append(Integer.toHexString(half))
                .append("\r\n");
        byte[] start = head.toString().getBytes(StandardCharsets.ISO_8859_1);
        exchange.sendBytes(start, 0, start.length);
        exchange.sendBytes(response.body(), 0, half);
        exchange.sendBytes(new byte[] {'\r', '\n'}, 0, 2);
        exchange.close();
    }

    static void halfThenSilence(ServerResponse response, ServerResponseWriter exchange) throws IOException {
        exchange.sendHead(response, response.body().length);
        exchange.sendBytes(response.body(), 0, response.body().length / 2);
        exchange.hold();
    }

    static WireBehavior wrongLength(int excess) {
        return (response, exchange) -> {
            exchange.sendHead(response, Math.max(0, response.body().length + excess));
            exchange.sendBytes(response.body(), 0, response.body().length);
            exchange.close();
        };
    }

    static WireBehavior drip(Duration gap) {
        return (response, exchange) -> {
            exchange.sendHead(response, response.body().length);
            for (int i = 0; i < response.body().length && !exchange.pause(gap); i++) {
                exchange.sendBytes(response.body(), i, 1);
            }
        };
    }

    static WireBehavior raw(byte[] bytes) {
        return (response, exchange) -> {
            exchange.sendBytes(bytes, 0, bytes.length);
            exchange.close();
        };
    }

    /**
     * Sends the head of the response and well-formed JSON of {@code bytes} bytes, which is generated while it is sent.
     */
    static WireBehavior flood(long bytes) {
        byte[] start = "{\"padding\":\"".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] padding = "x".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
        return (response, exchange) -> {
            exchange.sendHead(response, bytes);
            exchange.sendBytes(start, 0, start.length);
            for (long left = bytes - start.length - end.length; left > 0; left -= CHUNK) {
                exchange.sendBytes(padding, 0, (int) Math.min(left, CHUNK));
            }
            exchange.sendBytes(end, 0, end.length);
        };
    }
}
