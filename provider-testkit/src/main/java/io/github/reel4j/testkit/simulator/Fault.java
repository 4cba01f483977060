package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ServerExchange;
import io.github.reel4j.testkit.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * One way for a request to go wrong. On a submit the vendor has by default accepted and billed the order before the fault strikes,
 * because that is the case that costs money; {@link #beforeAccepting} is the other one. Statuses that prove a rejection never
 * accept, {@link #namingTask} apart, and an order that the vendor would refuse anyway is not accepted by a fault. Immutable.
 */
public final class Fault {

    private static final int MIN_FLOOD_BYTES = 16;

    /** By HTTP, or by the vendors' documents, nothing was taken by who answers so. */
    private static final Set<Integer> REJECTIONS = Set.of(400, 401, 402, 403, 404, 405, 407, 410, 413, 415, 422, 429);

    private final String name;
    private final ResponseTransform transform;
    private final WireBehavior behavior;
    private final boolean accepts;

    private Fault(String name, ResponseTransform transform, WireBehavior behavior, boolean accepts) {
        this.name = name;
        this.transform = transform;
        this.behavior = behavior;
        this.accepts = accepts;
    }

    /** Nothing goes wrong: lets the request pass, so that a later one meets the fault. */
    public static Fault none() {
        return transforming("none", true, ResponseTransform.unchanged());
    }

    /** Answers with a status; from 400 on with the body that the vendor documents for it. */
    public static Fault http(int status) {
        return transforming("HTTP " + status, acceptsStatus(status), ResponseTransform.status(status));
    }

    /** Answers with exactly this. */
    public static Fault response(int status, String contentType, byte[] body) {
        return transforming(
                "reply " + status + " " + contentType,
                acceptsStatus(status),
                ResponseTransform.fixed(ServerResponse.of(status, contentType, body)));
    }

    /** Answers with exactly this, in UTF-8. */
    public static Fault response(int status, String contentType, String body) {
        return response(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the order, and answers with a status around the body that names its task. */
    public static Fault namingTask(int status) {
        return transforming(
                "HTTP " + status + " that names the task",
                true,
                ResponseTransform.unchanged().then(response -> response.status(status)));
    }

    /** Answers with a page for people, as a proxy does that does not reach the vendor. */
    public static Fault page(int status) {
        return response(
                        status,
                        "text/html; charset=utf-8",
                        "<!doctype html><title>Proxy</title><h1>" + status + "</h1>")
                .named("page with HTTP " + status);
    }

    /** Sends the client elsewhere. Only with 302 and 303, which may answer an order that was taken, the vendor has accepted it. */
    public static Fault redirect(int status, String location) {
        return transforming(
                "redirect " + status,
                status == 302 || status == 303,
                ResponseTransform.fixed(
                        ServerResponse.of(status, "text/plain", "").header("Location", location)));
    }

    /** Reads the request, then resets the connection. */
    public static Fault connectionReset() {
        return withBehavior("connection reset", (response, exchange) -> exchange.reset());
    }

    /** Reads the request, then closes the connection without a byte. */
    public static Fault connectionClosed() {
        return withBehavior("connection closed", (response, exchange) -> exchange.close());
    }

    /** Reads the request and says nothing until the simulator is closed. */
    public static Fault silence() {
        return withBehavior("silence", (response, exchange) -> exchange.hold());
    }

    /** Sends status and headers, then nothing until the simulator is closed. */
    public static Fault headersThenSilence() {
        return withBehavior("headers, then silence", WireBehavior::headOnly);
    }

    /** Sends the genuine body byte by byte with a pause before each. */
    public static Fault drip(Duration gap) {
        return withBehavior("drip", WireBehavior.drip(gap));
    }

    /** Answers 200 with a body of no bytes. */
    public static Fault emptyBody() {
        return transforming("empty body", true, ResponseTransform.fixed(ServerResponse.json(200, "")));
    }

    /** Sends half of the genuine body it announced, then nothing until the simulator is closed. */
    public static Fault stall() {
        return withBehavior("stall in the body", WireBehavior::halfThenSilence);
    }

    /**
     * Sends the genuine body under a wrong {@code Content-Length}, then closes the connection.
     *
     * @param excess how many bytes more than it sends it announces; negative: fewer, but never less than none
     */
    public static Fault wrongLength(int excess) {
        return withBehavior("Content-Length off by " + excess, WireBehavior.wrongLength(excess));
    }

    /** Sends half of the genuine body it announced, then closes the connection. */
    public static Fault cutBody() {
        return withBehavior("cut body", WireBehavior::half);
    }

    /** Answers 200 with a page for people, as a captive portal does. */
    public static Fault html() {
        return response(
                200, "text/html; charset=utf-8", "<!doctype html><title>Back soon</title><h1>We'll be back soon</h1>");
    }

    /** Answers with something that is not HTTP. */
    public static Fault garbage() {
        return raw("\u0016\u0003\u0001 this is not HTTP\r\n\r\n");
    }

    /** Sends these characters, one byte each, and closes the connection. */
    public static Fault raw(String latin1) {
        return withBehavior("raw bytes", WireBehavior.raw(latin1.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Sends the genuine body compressed, though nobody asked. */
    public static Fault gzip() {
        return transforming("gzip", true, ResponseTransform.gzipped());
    }

    /**
     * Answers 200 with well-formed JSON of this size.
     *
     * @param bytes at least 16
     */
    public static Fault oversizeBody(long bytes) {
        if (bytes < MIN_FLOOD_BYTES) {
            throw new IllegalArgumentException(
                    bytes + " bytes are not oversize. Allowed: " + MIN_FLOOD_BYTES + " and more.");
        }
        return new Fault(
                "body of " + bytes + " bytes",
                ResponseTransform.fixed(ServerResponse.json(200, "")),
                WireBehavior.flood(bytes),
                true);
    }

    /** The same with {@code Retry-After}; the value is sent as it is. */
    public Fault retryAfter(String value) {
        return header("Retry-After", value);
    }

    /** The same with {@code Retry-After} in whole seconds, rounded up. */
    public Fault retryAfter(Duration wait) {
        return retryAfter(String.valueOf(wait.plusNanos(999_999_999).toSeconds()));
    }

    /** The same with {@code Retry-After} in whole seconds, rounded up. */
    public Fault retryAfter(long wait, TimeUnit unit) {
        return retryAfter(Duration.of(wait, unit.toChronoUnit()));
    }

    /** The same with {@code Retry-After} in whole seconds, rounded up. */
    public Fault retryAfter(long wait, ChronoUnit unit) {
        return retryAfter(Duration.of(wait, unit));
    }

    /** The same with {@code Retry-After} as a date, to the second, for example {@code Thu, 01 Jan 2026 00:10:00 GMT}. */
    public Fault retryAfter(Instant date) {
        return retryAfter(HttpDate.of(date));
    }

    /** The same with one more header, if it sends headers at all. */
    public Fault header(String headerName, String value) {
        return new Fault(
                name + " with " + headerName + ": " + value,
                transform.then(response -> response.header(headerName, value)),
                behavior,
                accepts);
    }

    /** The same with another body in UTF-8, if it sends one at all. */
    public Fault body(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Fault(name + " with a body", transform.then(response -> response.body(bytes)), behavior, accepts);
    }

    private Fault named(String other) {
        return new Fault(other, transform, behavior, accepts);
    }

    /** The same, but the vendor has not accepted the order. What would have been its reply is then that of HTTP 503. */
    public Fault beforeAccepting() {
        return new Fault(name + " before accepting", transform, behavior, false);
    }

    /** What goes wrong, for the names of tests. */
    @Override
    public String toString() {
        return name;
    }

    /** Whether a valid order that meets this fault is accepted and billed. */
    public boolean accepts() {
        return accepts;
    }

    void play(ServerResponse genuine, IntFunction<ServerResponse> errors, ServerExchange exchange) throws IOException {
        behavior.deliver(transform.apply(genuine, errors), exchange);
    }

    private static Fault transforming(String name, boolean accepts, ResponseTransform transform) {
        return new Fault(name, transform, (response, exchange) -> exchange.send(response), accepts);
    }

    private static Fault withBehavior(String name, WireBehavior behavior) {
        return new Fault(name, ResponseTransform.unchanged(), behavior, true);
    }

    private static boolean acceptsStatus(int status) {
        return !REJECTIONS.contains(status);
    }
}
