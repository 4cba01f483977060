package io.github.reel4j.project.vendors;

import static io.github.reel4j.project.vendors.VendorResponses.ok;

import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.simulator.Fault;
import java.util.List;
import java.util.stream.Stream;

/** The responses of fal: the id of the request, its status, and errors with a detail. */
final class FalResponses implements VendorResponses {

    @Override
    public Stream<Fault> withoutTask(String message) {
        return Stream.of(
                Fault.raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"request_id\":\"id-1\""),
                ok("[{\"request_id\":\"id-1\"}]"),
                ok("{\"status\":\"IN_QUEUE\"}"),
                ok("{\"request_id\":null}"),
                ok("{\"request_id\":\"\"}"),
                ok("{\"request_id\":7}"),
                ok("{\"request_id\":\"../x\"}"),
                ok("{\"request_id\":\"a\",\"request_id\":\"b\"}"),
                ok("{\"request_id\":\"a\"} {}"),
                ok("{\"detail\":\"" + message + "\"}"));
    }

    @Override
    public Stream<Fault> rejections(int code, String message) {
        return Stream.empty();
    }

    @Override
    public Stream<Fault> withoutCredits() {
        return Stream.of(
                Fault.response(403, "application/json", "{\"detail\":\"User is locked. Reason: Exhausted balance.\"}"));
    }

    @Override
    public Stream<Fault> inconclusive() {
        return Stream.of(
                ok("{}"),
                ok("{\"status\":\"\"}"),
                ok("{\"status\":\"<STATUS>\"}"),
                ok("{\"detail\":\"Too many requests\"}"));
    }

    @Override
    public Stream<Fault> unknownTask() {
        return Stream.empty();
    }

    @Override
    public Fault successOfAnother() {
        return ok("{\"request_id\":\"another\",\"status\":\"COMPLETED\","
                + "\"video\":{\"url\":\"https://x.test/other.mp4\"}}");
    }

    @Override
    public String taskId() {
        return "7b1f0a3e-1111-4c22-9d33-000000000001";
    }

    /** The status names the task; the result does not. */
    @Override
    public boolean namesTask(Operation operation) {
        return true;
    }

    @Override
    public Fault successWithoutVideo() {
        return ok("{\"status\":\"COMPLETED\",\"video\":{\"url\":\"\"}}");
    }

    @Override
    public boolean mayReject(String body) {
        return false;
    }

    @Override
    public List<String> keys() {
        return List.of("request_id", "status", "detail", "error", "error_type", "video", "queue_position");
    }

    @Override
    public List<String> innerKeys() {
        return List.of("url", "content_type", "file_size", "type", "msg");
    }

    @Override
    public List<String> values() {
        return List.of(
                "\"COMPLETED\"",
                "\"IN_QUEUE\"",
                "\"IN_PROGRESS\"",
                "{\"url\":\"https://x.test/v.mp4\"}",
                "{\"url\":7}",
                "{\"url\":\"file:///x\"}",
                "[{\"type\":\"missing\",\"msg\":\"no\"}]",
                "\"client_cancelled\"");
    }
}
