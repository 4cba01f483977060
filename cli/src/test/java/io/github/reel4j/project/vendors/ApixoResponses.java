package io.github.reel4j.project.vendors;

import static io.github.reel4j.project.vendors.VendorResponses.ok;

import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.simulator.Fault;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The responses of Apixo: one envelope with its own code, which may be an error although the HTTP status is 200. */
final class ApixoResponses implements VendorResponses {

    /** The documented codes that reject an order. */
    private static final Set<Integer> DOCUMENTED = Set.of(400, 401, 402, 403, 404, 429);

    @Override
    public Stream<Fault> withoutTask(String message) {
        return Stream.concat(
                Stream.of(
                        Fault.raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"taskId\":\"id-1\""),
                        ok("[{\"taskId\":\"id-1\"}]"),
                        ok("{\"code\":200,\"message\":\"success\"}"),
                        ok("{\"code\":200,\"data\":{}}"),
                        ok("{\"code\":200,\"data\":{\"taskId\":null}}"),
                        ok("{\"code\":200,\"data\":{\"taskId\":\"\"}}"),
                        ok("{\"code\":200,\"data\":{\"taskId\":7}}"),
                        ok("{\"code\":200,\"data\":{\"taskId\":\"../x\"}}"),
                        ok("{\"code\":200,\"data\":\"task_1\"}"),
                        ok("{\"code\":200,\"data\":{\"taskId\":\"a\",\"taskId\":\"b\"}}"),
                        ok("{\"code\":200,\"data\":{\"taskId\":\"a\"}} {}")),
                IntStream.of(0, 301, 302, 405, 408, 409, 410, 413, 418, 422, 424, 444, 460, 499, 500, 503, 1001)
                        .mapToObj(code -> envelope(code, message)));
    }

    @Override
    public Stream<Fault> rejections(int code, String message) {
        return DOCUMENTED.contains(code) ? Stream.of(envelope(code, message).beforeAccepting()) : Stream.empty();
    }

    @Override
    public Stream<Fault> withoutCredits() {
        return IntStream.of(200, 400)
                .mapToObj(status -> Fault.response(
                                status, "application/json", "{\"code\":400,\"message\":\"Insufficient credits\"}")
                        .beforeAccepting());
    }

    @Override
    public Stream<Fault> inconclusive() {
        return Stream.of(
                ok("{\"code\":200,\"data\":null}"),
                ok("{\"code\":200,\"data\":{\"state\":\"<STATUS>\"}}"),
                ok("{\"code\":429,\"message\":\"limited\",\"data\":null}"),
                ok("{\"code\":500,\"message\":\"oops\"}"),
                ok("{\"code\":\"200\",\"data\":{}}"));
    }

    @Override
    public Stream<Fault> unknownTask() {
        return Stream.of(
                ok("{\"code\":404,\"message\":\"not found\",\"data\":{}}"),
                ok("{\"code\":404,\"message\":\"Task not found\"}"));
    }

    @Override
    public Fault successOfAnother() {
        return ok("{\"code\":200,\"data\":{\"taskId\":\"another\",\"state\":\"success\","
                + "\"resultJson\":\"{\\\"resultUrls\\\":[\\\"https://x.test/other.mp4\\\"]}\"}}");
    }

    @Override
    public String taskId() {
        return "task_1";
    }

    @Override
    public boolean namesTask(Operation operation) {
        return true;
    }

    @Override
    public Fault successWithoutVideo() {
        return ok("{\"code\":200,\"data\":{\"state\":\"success\"}}");
    }

    @Override
    public boolean mayReject(String body) {
        return body.contains("code");
    }

    @Override
    public List<String> keys() {
        return List.of("code", "message", "data", "data", "error", "detail");
    }

    @Override
    public List<String> innerKeys() {
        return List.of("taskId", "state", "resultJson", "failCode", "failMsg", "error", "costTime");
    }

    @Override
    public List<String> values() {
        return List.of(
                "\"success\"",
                "\"failed\"",
                "\"processing\"",
                "\"pending\"",
                "{\"resultUrls\":[\"https://x.test/v.mp4\"]}",
                "\"{\\\"resultUrls\\\":[\\\"https://x.test/v.mp4\\\"]}\"",
                "\"{\\\"resultUrls\\\":[7]}\"",
                "{\"resultUrls\":[\"file:///x\"]}");
    }

    private static Fault envelope(int code, String message) {
        return ok("{\"code\":" + code + ",\"message\":\"" + message + "\",\"data\":null}");
    }
}
