package io.github.reel4j.project.vendors;

import static io.github.reel4j.project.vendors.VendorResponses.ok;

import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.simulator.Fault;
import java.util.List;
import java.util.stream.Stream;

/** The responses of Pixazo: each operation has its own form, and only the HTTP status rejects. */
final class PixazoResponses implements VendorResponses {

    @Override
    public Stream<Fault> withoutTask(String message) {
        return Stream.of(
                Fault.raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"request_id\":\"id-1\""),
                ok("[{\"request_id\":\"id-1\"}]"),
                ok("{\"request_id\":null,\"output\":{\"task_id\":null}}"),
                ok("{\"request_id\":\"\",\"output\":{\"task_id\":\"\"}}"),
                ok("{\"request_id\":7,\"output\":{\"task_id\":7}}"),
                ok("{\"request_id\":\"../x\",\"output\":{\"task_id\":\"a b\"}}"),
                ok("{\"request_id\":\"a\",\"request_id\":\"b\",\"output\":{}}"),
                ok("{\"request_id\":\"a\",\"output\":{\"task_id\":\"a\"}} {}"),
                ok("{\"code\":\"InvalidApiKey\",\"message\":\"No API-key provided.\"}"));
    }

    @Override
    public Stream<Fault> rejections(int code, String message) {
        return Stream.empty();
    }

    @Override
    public Stream<Fault> withoutCredits() {
        return Stream.of(Fault.response(400, "application/json", "{\"message\":\"Insufficient credits\"}"));
    }

    @Override
    public Stream<Fault> inconclusive() {
        return Stream.of(
                ok("{\"output\":null,\"status\":\"\"}"),
                ok("{\"output\":{\"task_status\":\"<STATUS>\"},\"status\":\"\"}"),
                ok("{\"code\":\"Throttling\",\"message\":\"Requests rate limit exceeded\"}"));
    }

    @Override
    public Stream<Fault> unknownTask() {
        return Stream.of(ok("{\"output\":{\"task_status\":\"UNKNOWN\"}}"));
    }

    @Override
    public Fault successOfAnother() {
        return ok("{\"request_id\":\"another\",\"status\":\"COMPLETED\","
                + "\"animation\":{\"url\":\"https://x.test/other.mp4\"},\"output\":{\"task_id\":\"another\","
                + "\"task_status\":\"SUCCEEDED\",\"video_url\":\"https://x.test/other.mp4\"}}");
    }

    @Override
    public String taskId() {
        return "task-1";
    }

    /** The response for a running speech task may have another id, as its document shows. */
    @Override
    public boolean namesTask(Operation operation) {
        return operation != Operation.SPEECH_TO_VIDEO;
    }

    @Override
    public Fault successWithoutVideo() {
        return ok("{\"output\":{\"task_status\":\"SUCCEEDED\",\"video_url\":\"\"}}");
    }

    @Override
    public boolean mayReject(String body) {
        return false;
    }

    @Override
    public List<String> keys() {
        return List.of(
                "output",
                "usage",
                "request_id",
                "status",
                "detail",
                "video",
                "animation",
                "estimated_completion_seconds",
                "error",
                "message",
                "code");
    }

    @Override
    public List<String> innerKeys() {
        return List.of("task_id", "task_status", "video_url", "url", "code", "message", "width", "duration_seconds");
    }

    @Override
    public List<String> values() {
        return List.of(
                "\"SUCCEEDED\"",
                "\"FAILED\"",
                "\"RUNNING\"",
                "\"PENDING\"",
                "\"UNKNOWN\"",
                "\"COMPLETED\"",
                "\"IN_QUEUE\"",
                "\"Request is still in progress\"",
                "\"file:///x\"",
                "{\"url\":\"https://x.test/v.mp4\"}",
                "{\"url\":\"https://x.test/v.mp4\",\"width\":-1,\"file_size\":\"big\"}");
    }
}
