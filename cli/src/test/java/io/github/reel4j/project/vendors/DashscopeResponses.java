package io.github.reel4j.project.vendors;

import static io.github.reel4j.project.vendors.VendorResponses.ok;

import io.github.reel4j.model.Operation;
import io.github.reel4j.testkit.simulator.Fault;
import java.util.List;
import java.util.stream.Stream;

/** The responses of DashScope: an output with the task, and errors with a code, under 200 if the task failed. */
final class DashscopeResponses implements VendorResponses {

    @Override
    public Stream<Fault> withoutTask(String message) {
        return Stream.of(
                Fault.raw("HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"output\":{\"task_id\":\"id-1\""),
                ok("[{\"output\":{\"task_id\":\"id-1\"}}]"),
                ok("{\"request_id\":\"r-1\"}"),
                ok("{\"request_id\":\"r-1\",\"output\":{}}"),
                ok("{\"output\":{\"task_id\":null}}"),
                ok("{\"output\":{\"task_id\":\"\",\"task_status\":\"PENDING\"}}"),
                ok("{\"output\":{\"task_id\":7}}"),
                ok("{\"output\":{\"task_id\":\"../x\"}}"),
                ok("{\"output\":\"5f1c\"}"),
                ok("{\"output\":{\"task_id\":\"a\",\"task_id\":\"b\"}}"),
                ok("{\"output\":{\"task_id\":\"a\"}} {}"),
                ok("{\"code\":\"InvalidParameter\",\"message\":\"" + message + "\",\"request_id\":\"r-1\"}"),
                ok("{\"code\":\"Throttling\",\"message\":\"" + message + "\",\"request_id\":\"r-1\"}"));
    }

    @Override
    public Stream<Fault> rejections(int code, String message) {
        return Stream.empty();
    }

    @Override
    public Stream<Fault> withoutCredits() {
        return Stream.of(
                rejection(400, "Arrearage"),
                rejection(429, "PrepaidBillOverdue"),
                rejection(429, "PostpaidBillOverdue"),
                rejection(429, "CommodityNotPurchased"));
    }

    private static Fault rejection(int status, String code) {
        return Fault.response(
                        status,
                        "application/json",
                        "{\"code\":\"" + code + "\",\"message\":\"pay\",\"request_id\":\"r-1\"}")
                .beforeAccepting();
    }

    @Override
    public Stream<Fault> inconclusive() {
        return Stream.of(
                ok("{}"),
                ok("{\"output\":null}"),
                ok("{\"output\":{\"task_status\":\"<STATUS>\"}}"),
                ok("{\"code\":\"InternalError\",\"message\":\"oops\",\"request_id\":\"r-1\"}"));
    }

    @Override
    public Stream<Fault> unknownTask() {
        return Stream.of(ok("{\"request_id\":\"r-1\",\"output\":{\"task_status\":\"UNKNOWN\"}}"));
    }

    @Override
    public Fault successOfAnother() {
        return ok("{\"output\":{\"task_id\":\"another\",\"task_status\":\"SUCCEEDED\","
                + "\"video_url\":\"https://x.test/other.mp4\"}}");
    }

    @Override
    public String taskId() {
        return "5f1c0d9e-0a11-4b7c-9a55-2f6f7f0f0001";
    }

    @Override
    public boolean namesTask(Operation operation) {
        return true;
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
        return List.of("request_id", "output", "output", "usage", "code", "message", "error");
    }

    @Override
    public List<String> innerKeys() {
        return List.of("task_id", "task_status", "video_url", "results", "end_time", "code", "message");
    }

    @Override
    public List<String> values() {
        return List.of(
                "\"SUCCEEDED\"",
                "\"FAILED\"",
                "\"RUNNING\"",
                "\"PENDING\"",
                "\"CANCELED\"",
                "\"UNKNOWN\"",
                "\"https://x.test/v.mp4\"",
                "{\"video_url\":\"https://x.test/v.mp4\"}",
                "{\"video_url\":7}",
                "\"file:///x\"");
    }
}
