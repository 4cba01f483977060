package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.testkit.contract.support.SubmitErrorResponse.Body;
import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.JsonValueReplacer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The faults of HTTP that the rules share. Each rule takes those that its text is about. */
public final class FaultCatalog {

    private static final int OVERSIZE = 2 * 1024 * 1024;

    /** Error statuses that vendors and gateways document. */
    private static final Set<Integer> IN_USE = Set.of(
            400, 401, 402, 403, 404, 405, 408, 409, 410, 413, 415, 422, 425, 429, 444, 451, 460, 499, 500, 501, 502,
            503, 504, 507, 520, 522, 524);

    private static final List<Fault> REPAIRABLE = List.of(
            Fault.cutAt(99), Fault.wrongLength(9), Fault.raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}"));

    private static final Fault TRUNCATED = Fault.none()
            .changingBody(body -> Arrays.copyOf(body, body.length * 4 / 5))
            .describedAs("the response without its last fifth, and no sign of it");

    private FaultCatalog() {}

    /** Returns all error statuses, because any server between client and vendor may send one of its own. */
    public static List<Integer> errorStatuses() {
        return IntStream.rangeClosed(400, 599).boxed().toList();
    }

    /** Returns error statuses that vendors and gateways document. */
    public static List<Integer> statusesInUse() {
        return IN_USE.stream().sorted().toList();
    }

    /** Returns the redirects of HTTP. */
    public static List<Integer> redirects() {
        return List.of(300, 301, 302, 303, 305, 307, 308);
    }

    /** Returns each error status with each body, as far as {@code selected}. */
    public static List<SubmitErrorResponse> submits(Predicate<SubmitErrorResponse> selected) {
        return errorStatuses().stream()
                .flatMap(status -> Arrays.stream(Body.values()).map(body -> new SubmitErrorResponse(status, body)))
                .filter(response -> isSampled(response) && selected.test(response))
                .toList();
    }

    /** Every status has the body of its vendor; the other bodies occur with the statuses that are in use. */
    private static boolean isSampled(SubmitErrorResponse response) {
        int status = response.status();
        return switch (response.body()) {
            case VENDOR_ERROR -> true;
            case VENDOR_REJECTION -> (IN_USE.contains(status) && status >= 500) || status == 408 || status == 409;
            case PAGE -> status < 420 || IN_USE.contains(status);
            case OTHER_JSON, TRUNCATED_ERROR -> response.mayProveRejection();
            default -> IN_USE.contains(status);
        };
    }

    /** Returns the ways in which a connection ends before a complete response. */
    public static List<Fault> brokenConnections() {
        Stream<Fault> unreadable = Stream.of(
                Fault.connectionReset(),
                Fault.connectionClosed(),
                Fault.cutBody(),
                Fault.garbage(),
                Fault.cutAt(0),
                Fault.cutAt(1),
                Fault.cutChunks(),
                Fault.raw("HTTP/1.1 20"),
                Fault.raw("HTTP/1.1 200 OK\r\nContent-Ty"),
                Fault.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
                Fault.raw("HTTP/1.1 100 Continue\r\n\r\n"),
                Fault.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"),
                Fault.raw("HTTP/9.9 200 OK\r\n\r\n"),
                Fault.raw("SSH-2.0-OpenSSH_9.6\r\n"),
                Fault.raw("\r\n\r\n\r\n"));
        return Stream.concat(unreadable, REPAIRABLE.stream()).toList();
    }

    /**
     * Returns whether the fault of {@link #brokenConnections} concerns little more than the length of the response.
     * Some HTTP clients repair such responses.
     */
    public static boolean isRepairable(Fault fault) {
        return REPAIRABLE.contains(fault);
    }

    /** Returns the ways in which a vendor never completes its response. */
    public static List<Fault> silences() {
        return List.of(
                Fault.silence(),
                Fault.headersThenSilence(),
                Fault.drip(Duration.ofMillis(100)),
                Fault.silenceInHead(),
                Fault.stall());
    }

    /** Returns responses with 2xx and no task id. */
    public static List<Fault> successesWithoutTask() {
        return Stream.of(
                        Stream.of(
                                Fault.html(),
                                Fault.emptyBody(),
                                Fault.oversizeBody(OVERSIZE),
                                json(200, "{\"success\": true}"),
                                json(200, "null"),
                                json(200, "[]"),
                                json(200, "\"ok\""),
                                json(200, "0"),
                                json(200, "true"),
                                json(200, "{}"),
                                json(200, "{\"success\": tru"),
                                json(200, "{\"success\": true}}"),
                                json(200, "<xml/>"),
                                Fault.response(200, "text/plain", "OK"),
                                Fault.errorBody(200, 500),
                                Fault.http(204).describedAs("HTTP 204 without a body")),
                        IntStream.of(201, 202, 203, 206, 207, 226, 299).mapToObj(status -> json(status, "{}")),
                        wrongTaskIds(),
                        UnrelatedIdResponses.faults().stream(),
                        Stream.of("null", "0", "[]", "{}", "\"\"", "false").map(FaultCatalog::withEachText))
                .flatMap(each -> each)
                .toList();
    }

    /** Returns responses that end in the middle of a document; the headers of the first one do not show it. */
    public static List<Fault> truncatedBodies() {
        return List.of(TRUNCATED, Fault.cutBody(), Fault.cutAt(60));
    }

    /** Returns the genuine response in forms that a reader need not understand; they contain the task id. */
    public static List<Fault> unusualEncodings() {
        return List.of(
                Fault.gzip(),
                Fault.none()
                        .changingBody(
                                body -> new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16))
                        .describedAs("the response in UTF-16"),
                TRUNCATED,
                Fault.none().changingBody(FaultCatalog::twice).describedAs("the response twice, one after the other"),
                Fault.none().header("Content-Type", "text/html").describedAs("the response, declared as text/html"),
                Fault.interim(103));
    }

    private static Stream<Fault> wrongTaskIds() {
        return Stream.of(
                Fault.taskId("null", "null"),
                Fault.taskId("the number 0", "0"),
                Fault.taskId("false", "false"),
                Fault.taskId("an empty text", "\"\""),
                Fault.taskId("a blank text", "\"  \""),
                Fault.taskId("a list", "[\"a\"]"),
                Fault.taskId("an object", "{\"id\": {}}"),
                Fault.taskId("control characters", "\"a\\u0000b\\r\\n\\u001b[31m\""),
                Fault.taskId("a text of 100,000 characters", "\"" + "x".repeat(100_000) + "\""));
    }

    /** Returns the genuine response with {@code json} in place of each text. */
    public static Fault withEachText(String json) {
        return Fault.none()
                .changingBody(body -> JsonValueReplacer.withEachText(body, json))
                .describedAs("the genuine response with " + json + " in place of each text");
    }

    private static byte[] twice(byte[] body) {
        byte[] all = Arrays.copyOf(body, body.length * 2);
        System.arraycopy(body, 0, all, body.length, body.length);
        return all;
    }

    private static Fault json(int status, String body) {
        return Fault.response(status, "application/json", body)
                .describedAs("HTTP " + status + " with the body " + body);
    }
}
