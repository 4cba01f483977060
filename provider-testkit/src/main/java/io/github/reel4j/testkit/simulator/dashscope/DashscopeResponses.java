package io.github.reel4j.testkit.simulator.dashscope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Builds the JSON of responses. Times have no zone and mean UTC+8. */
final class DashscopeResponses {

    /** How long tasks and the URLs of videos exist. */
    static final Duration LIFETIME = Duration.ofHours(24);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.ofHours(8));

    private static final Map<Integer, String> CODES = Map.of(
            400, "InvalidParameter",
            401, "InvalidApiKey",
            402, "Arrearage",
            403, "AccessDenied",
            404, "NotFound",
            409, "Conflict",
            429, "Throttling.RateQuota",
            500, "InternalError",
            503, "ModelServingError");

    private DashscopeResponses() {}

    /** Returns the documented error for an HTTP status. */
    static ServerResponse error(int status) {
        String code = CODES.getOrDefault(status, status < 500 ? "InvalidParameter" : "InternalError");
        return error(status, code, "The request was rejected with " + code + ".");
    }

    static ServerResponse error(int status, String code, String message) {
        ObjectNode body = newResponse().put("code", code).put("message", message);
        return ServerResponse.json(status, body.toString())
                .header(RejectedRequest.REASON, RejectedRequest.printable(message));
    }

    static ObjectNode accepted(TaskSnapshot task) {
        ObjectNode body = newResponse();
        body.putObject("output").put("task_status", "PENDING").put("task_id", task.id());
        return body;
    }

    static ObjectNode unknown(String id) {
        ObjectNode body = newResponse();
        body.putObject("output").put("task_id", id).put("task_status", "UNKNOWN");
        return body;
    }

    /** Returns the response to a poll. Failed tasks have no usage. */
    static ObjectNode report(TaskSnapshot task, DashscopeModel model) {
        ObjectNode body = newResponse();
        ObjectNode output = body.putObject("output")
                .put("task_id", task.id())
                .put("task_status", status(task))
                .put("submit_time", TIME.format(task.submitted()));
        if (task.phase() != Phase.QUEUED) {
            output.put("scheduled_time", TIME.format(task.started()));
        }
        if (task.hasEnded()) {
            output.put("end_time", TIME.format(task.ended()));
        }
        if (task.phase() == Phase.FAILED) {
            output.put("code", task.failureCode()).put("message", task.failureMessage());
        }
        if (task.phase() == Phase.SUCCEEDED) {
            putResult(output, task, model);
            body.set("usage", usage(task, model));
        }
        return body;
    }

    private static String status(TaskSnapshot task) {
        return task.status().orElseGet(() -> switch (task.phase()) {
            case QUEUED -> "PENDING";
            case RUNNING -> "RUNNING";
            case SUCCEEDED -> "SUCCEEDED";
            case FAILED -> "FAILED";
            case CANCELLED -> "CANCELED";
        });
    }

    /** Animate and speech-to-video have the URL in {@code results}, all others beside the status. */
    private static void putResult(ObjectNode output, TaskSnapshot task, DashscopeModel model) {
        ObjectNode place = DashscopeOrders.hasPrompt(model) ? output : output.putObject("results");
        task.video().ifPresent(url -> place.put("video_url", url.toString()));
        if (DashscopeOrders.hasPrompt(model)) {
            JsonNode input = task.order().body().path("input");
            String prompt = cut(input.path("prompt").asText(""), model.maxPrompt());
            output.put("orig_prompt", prompt);
            if (task.order().body().at("/parameters/prompt_extend").asBoolean(true)) {
                output.put("actual_prompt", prompt + ", in soft light");
            }
        }
    }

    /** The vendor cuts a text that is too long, and reports nothing. */
    private static String cut(String text, int max) {
        return text.codePointCount(0, text.length()) <= max ? text : text.substring(0, text.offsetByCodePoints(0, max));
    }

    private static ObjectNode usage(TaskSnapshot task, DashscopeModel model) {
        ObjectNode usage = JsonNodeFactory.instance.objectNode();
        String size = task.order().resolution();
        long seconds = task.order().length().toSeconds();
        switch (model.family()) {
            case TEXT ->
                usage.put("video_count", 1).put("video_duration", seconds).put("video_ratio", size);
            case IMAGE, FRAMES ->
                usage.put("video_count", 1)
                        .put("video_duration", 0)
                        .put("video_ratio", "")
                        .put("duration", seconds)
                        .put("SR", Integer.parseInt(size.replace("P", "")));
            case SPEECH -> usage.put("video_duration", DashscopeOrders.seconds(task.order()));
            case ANIMATE ->
                usage.put("video_duration", DashscopeOrders.seconds(task.order()))
                        .put("video_ratio", size.equals("wan-pro") ? "pro" : "standard");
        }
        return usage;
    }

    /** Returns a body with a new request_id, which identifies the HTTP call. */
    static ObjectNode newResponse() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("request_id", UUID.randomUUID().toString());
    }

    static ServerResponse ok(ObjectNode body) {
        return ServerResponse.json(200, body.toString());
    }

    /** Returns the instant from which the vendor no longer knows a task. */
    static Instant forgotten(TaskSnapshot task) {
        return task.ended().plus(LIFETIME);
    }
}
