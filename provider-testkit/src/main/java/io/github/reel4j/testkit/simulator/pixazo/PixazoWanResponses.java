package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/**
 * Builds the JSON responses that the simulated text-to-video and image-to-video endpoints share. Status values before
 * success are those of the resold service.
 */
final class PixazoWanResponses {

    static final String POLL_PATH = "/wan-video-polling/getTextToVideoResult";
    static final String POLL_FIELD = "task_id";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private PixazoWanResponses() {}

    static ObjectNode accepted(TaskSnapshot task, String status) {
        ObjectNode body = newResponse();
        body.putObject("output").put("task_id", task.id()).put("task_status", status);
        return body;
    }

    static ObjectNode report(TaskSnapshot task, String size) {
        ObjectNode body = newResponse();
        ObjectNode output = body.putObject("output").put("task_id", task.id()).put("task_status", status(task));
        if (task.phase() == Phase.FAILED) {
            output.put("code", task.failureCode()).put("message", task.failureMessage());
        }
        if (task.phase() == Phase.SUCCEEDED) {
            output.put("submit_time", time(task.submitted()))
                    .put("scheduled_time", time(task.started()))
                    .put("end_time", time(task.ended()))
                    .put("video_url", task.videoOrNull())
                    .put("orig_prompt", task.order().body().at("/input/prompt").asText(""))
                    .put("actual_prompt", "");
            body.putObject("usage")
                    .put("video_duration", task.order().length().toSeconds())
                    .put("video_ratio", size)
                    .put("video_count", 1);
        }
        return body;
    }

    private static String status(TaskSnapshot task) {
        return task.status().orElseGet(() -> switch (task.phase()) {
            case QUEUED -> "PENDING";
            case RUNNING -> "RUNNING";
            case SUCCEEDED -> "SUCCEEDED";
            case FAILED, CANCELLED -> "FAILED";
        });
    }

    /** Returns a body with a new request_id, which identifies the HTTP call. */
    private static ObjectNode newResponse() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("request_id", UUID.randomUUID().toString());
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
