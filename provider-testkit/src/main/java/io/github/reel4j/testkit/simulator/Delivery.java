package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.Exchange;
import io.github.reel4j.testkit.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Brings a reply onto the wire, or fails to. */
@FunctionalInterface
interface Delivery {

    /** The size of the pieces in which a flood comes. */
    int CHUNK = 64 * 1024;

    void deliver(Reply reply, Exchange exchange) throws IOException;

    static void headOnly(Reply reply, Exchange exchange) throws IOException {
        exchange.sendHead(reply, reply.body().length);
        exchange.hold();
    }

    static void half(Reply reply, Exchange exchange) throws IOException {
        exchange.sendHead(reply, reply.body().length);
        exchange.sendBytes(reply.body(), 0, reply.body().length / 2);
        exchange.close();
    }

    static void halfThenSilence(Reply reply, Exchange exchange) throws IOException {
        exchange.sendHead(reply, reply.body().length);
        exchange.sendBytes(reply.body(), 0, reply.body().length / 2);
        exchange.hold();
    }

    static Delivery wrongLength(int excess) {
        return (reply, exchange) -> {
            exchange.sendHead(reply, Math.max(0, reply.body().length + excess));
            exchange.sendBytes(reply.body(), 0, reply.body().length);
            exchange.close();
        };
    }

    static Delivery drip(Duration gap) {
        return (reply, exchange) -> {
            exchange.sendHead(reply, reply.body().length);
            for (int i = 0; i < reply.body().length && !exchange.pause(gap); i++) {
                exchange.sendBytes(reply.body(), i, 1);
            }
        };
    }

    static Delivery raw(byte[] bytes) {
        return (reply, exchange) -> {
            exchange.sendBytes(bytes, 0, bytes.length);
            exchange.close();
        };
    }

    /** The head of the reply and, instead of its body, well-formed JSON of a size that is not kept in memory. */
    static Delivery flood(long bytes) {
        byte[] start = "{\"padding\":\"".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] padding = "x".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
        return (reply, exchange) -> {
            exchange.sendHead(reply, bytes);
            exchange.sendBytes(start, 0, start.length);
            for (long left = bytes - start.length - end.length; left > 0; left -= CHUNK) {
                exchange.sendBytes(padding, 0, (int) Math.min(left, CHUNK));
            }
            exchange.sendBytes(end, 0, end.length);
        };
    }
}
