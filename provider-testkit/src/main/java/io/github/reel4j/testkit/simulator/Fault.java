package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.Exchange;
import io.github.reel4j.testkit.http.Reply;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.zip.GZIPOutputStream;

/**
 * One way for a request to go wrong. On a submit the vendor has by default accepted and billed the order before the fault strikes,
 * because that is the case that costs money; {@link #beforeAccepting} is the other one. A 4xx other than 408 and 409 never
 * accepts. Immutable.
 */
public final class Fault {

    private static final int CHUNK = 64 * 1024;

    /** Makes the reply out of the one that the vendor would have sent, or out of the vendor's documented errors. */
    @FunctionalInterface
    private interface Script {
        Reply reply(Reply genuine, IntFunction<Reply> errors);
    }

    /** Brings a reply onto the wire, or fails to. */
    @FunctionalInterface
    private interface Delivery {
        void deliver(Reply reply, Exchange exchange) throws IOException;
    }

    private final Script script;
    private final Delivery delivery;
    private final boolean accepts;

    private Fault(Script script, Delivery delivery, boolean accepts) {
        this.script = script;
        this.delivery = delivery;
        this.accepts = accepts;
    }

    /** Answers with a status; from 400 on with the body that the vendor documents for it. */
    public static Fault http(int status) {
        return answering(
                (genuine, errors) -> status < 400 ? Reply.json(status, "{}") : errors.apply(status), accepting(status));
    }

    /** Answers with exactly this. */
    public static Fault reply(int status, String contentType, byte[] body) {
        return answering((genuine, errors) -> Reply.of(status, contentType, body), accepting(status));
    }

    /** Answers with exactly this, in UTF-8. */
    public static Fault reply(int status, String contentType, String body) {
        return reply(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends the client elsewhere. */
    public static Fault redirect(int status, String location) {
        return answering((genuine, errors) -> Reply.of(status, "text/plain", "").header("Location", location), true);
    }

    /** Reads the request, then resets the connection. */
    public static Fault connectionReset() {
        return instead((reply, exchange) -> exchange.reset());
    }

    /** Reads the request, then closes the connection without a byte. */
    public static Fault connectionClosed() {
        return instead((reply, exchange) -> exchange.close());
    }

    /** Reads the request and says nothing until the simulator is closed. */
    public static Fault silence() {
        return instead((reply, exchange) -> exchange.hold());
    }

    /** Sends status and headers, then nothing until the simulator is closed. */
    public static Fault headersThenSilence() {
        return instead((reply, exchange) -> {
            exchange.sendHead(reply, reply.body().length);
            exchange.hold();
        });
    }

    /** Sends the body byte by byte with a pause before each. */
    public static Fault drip(Duration gap) {
        return instead((reply, exchange) -> {
            exchange.sendHead(reply, reply.body().length);
            for (int i = 0; i < reply.body().length && !exchange.pause(gap); i++) {
                exchange.sendBytes(reply.body(), i, 1);
            }
        });
    }

    /** Answers 200 with a body of no bytes. */
    public static Fault emptyBody() {
        return reply(200, "application/json", "");
    }

    /** Sends half of the body it announced, then closes the connection. */
    public static Fault cutBody() {
        return instead((reply, exchange) -> {
            exchange.sendHead(reply, reply.body().length);
            exchange.sendBytes(reply.body(), 0, reply.body().length / 2);
            exchange.close();
        });
    }

    /** Answers 200 with a page for people, as a captive portal does. */
    public static Fault html() {
        return reply(
                200, "text/html; charset=utf-8", "<!doctype html><title>Back soon</title><h1>We'll be back soon</h1>");
    }

    /** Answers with something that is not HTTP. */
    public static Fault garbage() {
        return raw("\u0016\u0003\u0001 this is not HTTP\r\n\r\n");
    }

    /** Sends these characters, one byte each, and closes the connection. */
    public static Fault raw(String latin1) {
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return instead((reply, exchange) -> {
            exchange.sendBytes(bytes, 0, bytes.length);
            exchange.close();
        });
    }

    /** Sends the genuine body compressed, though nobody asked. */
    public static Fault gzip() {
        return answering(
                (genuine, errors) -> genuine.body(gzipped(genuine.body())).header("Content-Encoding", "gzip"), true);
    }

    /**
     * Answers 200 with well-formed JSON of this size.
     *
     * @param bytes at least 16
     */
    public static Fault oversizeBody(long bytes) {
        if (bytes < 16) {
            throw new IllegalArgumentException(bytes + " bytes are not oversize. Allowed: 16 and more.");
        }
        return new Fault(
                (genuine, errors) -> Reply.json(200, ""), (reply, exchange) -> flood(reply, exchange, bytes), true);
    }

    /** The same with {@code Retry-After}; the value is sent as it is. */
    public Fault retryAfter(String value) {
        return header("Retry-After", value);
    }

    /** The same with one more header, if it sends headers at all. */
    public Fault header(String name, String value) {
        return new Fault((genuine, errors) -> script.reply(genuine, errors).header(name, value), delivery, accepts);
    }

    /** The same with another body, if it sends one at all. */
    public Fault body(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Fault((genuine, errors) -> script.reply(genuine, errors).body(bytes), delivery, accepts);
    }

    /** The same, but the vendor has not accepted the order. */
    public Fault beforeAccepting() {
        return new Fault(script, delivery, false);
    }

    boolean accepts() {
        return accepts;
    }

    void play(Reply genuine, IntFunction<Reply> errors, Exchange exchange) throws IOException {
        delivery.deliver(script.reply(genuine, errors), exchange);
    }

    private static Fault answering(Script script, boolean accepts) {
        return new Fault(script, (reply, exchange) -> exchange.send(reply), accepts);
    }

    private static Fault instead(Delivery delivery) {
        return new Fault((genuine, errors) -> genuine, delivery, true);
    }

    private static boolean accepting(int status) {
        return status < 400 || status >= 500 || status == 408 || status == 409;
    }

    private static void flood(Reply reply, Exchange exchange, long bytes) throws IOException {
        byte[] start = "{\"padding\":\"".getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\"}".getBytes(StandardCharsets.US_ASCII);
        byte[] padding = "x".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
        exchange.sendHead(reply, bytes);
        exchange.sendBytes(start, 0, start.length);
        long left = bytes - start.length - end.length;
        for (; left > 0; left -= CHUNK) {
            exchange.sendBytes(padding, 0, (int) Math.min(left, CHUNK));
        }
        exchange.sendBytes(end, 0, end.length);
    }

    private static byte[] gzipped(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
