package io.github.reel4j.testkit.simulator;

import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.http.server.ServerResponseWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A failure of one request, which a test queues with {@link Simulator#nextSubmit}, {@link Simulator#nextPoll} and so
 * on. Immutable.
 *
 * <p>By default the vendor accepts and bills an order before the fault strikes its submit, because that is the case
 * that costs money; {@link #beforeAccepting} is the other case. A status that proves a rejection never accepts the
 * order, except with {@link #namingTask}. An order that the vendor would reject anyway is not accepted by a fault.
 */
public final class Fault {

    private static final int MIN_FLOOD_BYTES = 16;

    /**
     * By HTTP, or by the vendors' documents, a server that responds with one of these statuses has accepted nothing.
     */
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

    /** No fault: lets the request pass, so that a later request meets the next fault of the queue. */
    public static Fault none() {
        return transforming("none", true, ResponseTransform.unchanged());
    }

    /** Responds with this status. From 400 on the body is the one that the vendor documents for it. */
    public static Fault http(int status) {
        return transforming("HTTP " + status, acceptsStatus(status), ResponseTransform.status(status));
    }

    /** Responds with exactly this status, content type and body. */
    public static Fault response(int status, String contentType, byte[] body) {
        return transforming(
                "response " + status + " " + contentType,
                acceptsStatus(status),
                ResponseTransform.fixed(ServerResponse.of(status, contentType, body)));
    }

    /** Responds with exactly this status, content type and body, encoded in UTF-8. */
    public static Fault response(int status, String contentType, String body) {
        return response(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Accepts the order and sends the genuine body, which contains the task id, with this status. */
    public static Fault namingTask(int status) {
        return transforming(
                "HTTP " + status + " that names the task",
                true,
                ResponseTransform.unchanged().then(response -> response.status(status)));
    }

    /**
     * Responds with an error as the vendor documents it for this status, with another message.
     *
     * @param status 400 to 599
     */
    public static Fault http(int status, String message) {
        return transforming(
                "HTTP " + status + " with a message of the vendor of " + message.length() + " characters",
                acceptsStatus(status),
                context -> context.vendor().errorResponse(status, message));
    }

    /**
     * Responds with this status and with the body that the vendor documents for another one.
     *
     * @param documented the status of the body, 400 to 599
     */
    public static Fault errorBody(int status, int documented) {
        return transforming(
                "HTTP " + status + " with the body of the vendor's error " + documented,
                acceptsStatus(status),
                context -> context.vendor().errorResponse(documented).status(status));
    }

    /** Responds with this status and an empty body. */
    public static Fault emptyBody(int status) {
        return response(status, "application/json", "").describedAs("HTTP " + status + " with an empty body");
    }

    /** Responds with this status and a plain text, like a load balancer. */
    public static Fault text(int status) {
        return response(status, "text/plain", "upstream request failed")
                .describedAs("a plain text with HTTP " + status);
    }

    /** Accepts the order and sends the genuine response with another value in place of the task id. */
    public static Fault taskId(String description, String json) {
        return transforming(
                "the response to the order with " + description + " in place of the task id",
                true,
                context -> context.genuine()
                        .body(JsonValueReplacer.withTaskId(context.genuine().body(), context.taskId(), json)));
    }

    /** Sends the first part of the genuine body under its full {@code Content-Length}, then closes the connection. */
    public static Fault cutAt(int percent) {
        return withBehavior(
                "the first " + percent + " % of the body, then the connection closes", WireBehavior.part(percent));
    }

    /** Sends the genuine body in chunks without the last one, then closes the connection. */
    public static Fault cutChunks() {
        return withBehavior("a body in chunks whose last chunk is missing", WireBehavior::cutChunks);
    }

    /** Responds with an HTML page, like a proxy that does not reach the vendor. */
    public static Fault page(int status) {
        return response(
                        status,
                        "text/html; charset=utf-8",
                        "<!doctype html><title>Proxy</title><h1>" + status + "</h1>")
                .describedAs("an HTML page with HTTP " + status);
    }

    /**
     * Redirects the client. The vendor accepts the order with 302 and 303 only, because these may follow a processed
     * request.
     *
     * @param status for example 303
     * @param location the value of the {@code Location} header
     */
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

    /** Reads the request, then closes the connection without sending a byte. */
    public static Fault connectionClosed() {
        return withBehavior("connection closed", (response, exchange) -> exchange.close());
    }

    /** Reads the request and sends nothing until the simulator is closed. */
    public static Fault silence() {
        return withBehavior("silence", (response, exchange) -> exchange.hold());
    }

    /** Waits, then sends the genuine response. */
    public static Fault delay(Duration wait) {
        return withBehavior("a response after " + wait.toMillis() + " ms", WireBehavior.delay(wait));
    }

    /** Sends a part of the status line and the headers, then nothing until the simulator is closed. */
    public static Fault silenceInHead() {
        return withBehavior("a part of the headers, then silence", WireBehavior::partOfHead);
    }

    /** Sends interim responses with this status of 100 to 199 before the genuine response. */
    public static Fault interim(int status) {
        return withBehavior("an interim response " + status + " before the response", WireBehavior.interim(status));
    }

    /** Sends status and headers, then nothing until the simulator is closed. */
    public static Fault headersThenSilence() {
        return withBehavior("headers, then silence", WireBehavior::headOnly);
    }

    /** Sends the genuine body byte by byte, with a pause of {@code gap} before each byte. */
    public static Fault drip(Duration gap) {
        return withBehavior("drip", WireBehavior.drip(gap));
    }

    /** Responds with 200 and an empty body. */
    public static Fault emptyBody() {
        return transforming("empty body", true, ResponseTransform.fixed(ServerResponse.json(200, "")));
    }

    /** Sends the first half of the genuine body, then nothing until the simulator is closed. */
    public static Fault stall() {
        return withBehavior("stall in the body", WireBehavior::halfThenSilence);
    }

    /**
     * Sends the genuine body under a wrong {@code Content-Length}, then closes the connection.
     *
     * @param excess the announced length minus the real length in bytes; may be negative, but the announced length is
     *     at least 0
     */
    public static Fault wrongLength(int excess) {
        return withBehavior("Content-Length off by " + excess, WireBehavior.wrongLength(excess));
    }

    /** Sends the first half of the genuine body, then closes the connection. */
    public static Fault cutBody() {
        return withBehavior("cut body", WireBehavior::half);
    }

    /** Responds with 200 and an HTML page, like a captive portal. */
    public static Fault html() {
        return response(
                        200,
                        "text/html; charset=utf-8",
                        "<!doctype html><title>Back soon</title><h1>We'll be back soon</h1>")
                .describedAs("an HTML page with HTTP 200");
    }

    /** Sends bytes that are not HTTP, then closes the connection. */
    public static Fault garbage() {
        return raw("\u0016\u0003\u0001 this is not HTTP\r\n\r\n");
    }

    /** Sends these characters in ISO-8859-1, then closes the connection. */
    public static Fault raw(String latin1) {
        return withBehavior(RawResponseText.of(latin1), WireBehavior.raw(latin1.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Sends the genuine body compressed with gzip, although the client did not accept that. */
    public static Fault gzip() {
        return transforming("gzip", true, ResponseTransform.gzipped());
    }

    /**
     * Responds with 200 and well-formed JSON of this size.
     *
     * @param bytes at least 16
     * @throws IllegalArgumentException if {@code bytes} is less than 16
     */
    public static Fault oversizeBody(long bytes) {
        if (bytes < MIN_FLOOD_BYTES) {
            throw new IllegalArgumentException(
                    "Invalid body size: " + bytes + " bytes. Allowed: " + MIN_FLOOD_BYTES + " or more.");
        }
        return new Fault(
                "body of " + bytes + " bytes",
                ResponseTransform.fixed(ServerResponse.json(200, "")),
                WireBehavior.flood(bytes),
                true);
    }

    /** Returns this fault with a {@code Retry-After} header of exactly this value. */
    public Fault retryAfter(String value) {
        return header("Retry-After", value);
    }

    /** Returns this fault with a {@code Retry-After} header in whole seconds, rounded up. */
    public Fault retryAfter(Duration wait) {
        return retryAfter(String.valueOf(wait.plusNanos(999_999_999).toSeconds()));
    }

    /** Returns this fault with a {@code Retry-After} header in whole seconds, rounded up. */
    public Fault retryAfter(long wait, TimeUnit unit) {
        return retryAfter(Duration.of(wait, unit.toChronoUnit()));
    }

    /** Returns this fault with a {@code Retry-After} header in whole seconds, rounded up. */
    public Fault retryAfter(long wait, ChronoUnit unit) {
        return retryAfter(Duration.of(wait, unit));
    }

    /**
     * Returns this fault with a {@code Retry-After} header as an HTTP date, for example
     * {@code Thu, 01 Jan 2026 00:10:00 GMT}.
     */
    public Fault retryAfter(Instant date) {
        return retryAfter(HttpDate.of(date));
    }

    /** Returns this fault with one more response header, if it sends headers. */
    public Fault header(String headerName, String value) {
        return new Fault(
                name + " with " + headerName + ": " + value,
                transform.then(response -> response.header(headerName, value)),
                behavior,
                accepts);
    }

    /** Returns this fault with another body, encoded in UTF-8, if it sends a body. */
    public Fault body(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Fault(name + " with a body", transform.then(response -> response.body(bytes)), behavior, accepts);
    }

    /** Returns this fault with another description. */
    public Fault describedAs(String description) {
        return new Fault(description, transform, behavior, accepts);
    }

    /** Returns this fault with a changed body, if it sends a body. */
    public Fault changingBody(UnaryOperator<byte[]> change) {
        return new Fault(
                name, transform.then(response -> response.body(change.apply(response.body()))), behavior, accepts);
    }

    /** Returns this fault without a response header, for example {@code ETag}. */
    public Fault withoutHeader(String headerName) {
        return new Fault(
                name + " without " + headerName,
                transform.then(response -> response.withoutHeader(headerName)),
                behavior,
                accepts);
    }

    /** Returns this fault with its body changed, if it sends the body of a response. */
    public Fault rewritten(String change, UnaryOperator<String> body) {
        return new Fault(
                name + " with " + change,
                transform.then(response -> response.body(body.apply(new String(response.body(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8))),
                behavior,
                accepts);
    }

    /** Returns this fault with another status. */
    public Fault status(int other) {
        return new Fault(
                name + " with HTTP " + other,
                transform.then(response -> response.status(other)),
                behavior,
                accepts && acceptsStatus(other));
    }

    /**
     * Returns this fault for the case that the vendor has not accepted the order; the genuine response is then the one
     * of HTTP 503.
     */
    public Fault beforeAccepting() {
        return new Fault(name + " before accepting", transform, behavior, false);
    }

    /** Returns a description for test names, for example {@code connection reset}. */
    @Override
    public String toString() {
        return name;
    }

    /** Returns whether the vendor accepts and bills a valid order that meets this fault. */
    public boolean accepts() {
        return accepts;
    }

    void play(FaultContext context, ServerResponseWriter exchange) throws IOException {
        behavior.deliver(transform.apply(context), exchange);
    }

    private static Fault transforming(String name, boolean accepts, ResponseTransform transform) {
        return new Fault(name, transform, WireBehavior::whole, accepts);
    }

    private static Fault withBehavior(String name, WireBehavior behavior) {
        return new Fault(name, ResponseTransform.unchanged(), behavior, true);
    }

    private static boolean acceptsStatus(int status) {
        return !REJECTIONS.contains(status);
    }
}
