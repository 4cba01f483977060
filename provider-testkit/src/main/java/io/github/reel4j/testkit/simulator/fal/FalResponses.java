package io.github.reel4j.testkit.simulator.fal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.TaskSnapshot.Phase;
import java.time.Duration;
import java.util.Optional;

/** Builds the JSON responses about one task at fal, and the webhook of the task. */
final class FalResponses {

    private final TaskSnapshot task;
    private final Optional<ObjectNode> violation;

    /**
     * Creates the responses.
     *
     * @param violation the error body of an order that was accepted although it is invalid
     */
    FalResponses(TaskSnapshot task, Optional<ObjectNode> violation) {
        this.task = task;
        this.violation = violation.filter(any -> task.hasEnded() && task.phase() != Phase.CANCELLED);
    }

    /** Returns the response to a submit. */
    ServerResponse accepted(String urls) {
        return ServerResponse.json(
                        200, withUrls(urls, "IN_QUEUE").put("queue_position", 0).toString())
                .header("x-fal-request-id", task.id());
    }

    /**
     * Returns the status: 202 until the task has ended.
     *
     * @param urls the URL of the task
     */
    ServerResponse status(String urls, boolean withLogs) {
        String status = task.status().orElseGet(() -> switch (task.phase()) {
            case QUEUED -> "IN_QUEUE";
            case RUNNING -> "IN_PROGRESS";
            case SUCCEEDED, FAILED, CANCELLED -> "COMPLETED";
        });
        ObjectNode body = withUrls(urls, status);
        if (task.phase() == Phase.QUEUED) {
            body.put("queue_position", task.queuePosition().orElse(0));
        } else if (withLogs) {
            body.putArray("logs").addObject().put("message", "generating").put("level", "INFO");
        } else {
            body.putNull("logs");
        }
        if (task.hasEnded()) {
            body.putObject("metrics")
                    .put(
                            "inference_time",
                            Duration.between(task.started(), task.ended()).toMillis() / 1000.0);
        }
        if (task.hasEnded() && FalErrors.isOfRequest(errorType())) {
            body.put("error", task.failureMessage()).put("error_type", errorType());
        }
        return ServerResponse.json(task.hasEnded() ? 200 : 202, body.toString());
    }

    /** Returns the output of the model, or its error. */
    ServerResponse result() {
        ServerResponse result = task.hasEnded()
                ? ended()
                : ServerResponse.json(
                        400, FalErrors.text("Request is still in progress").toString());
        return result.status() < 400 ? result : result.header(RejectedRequest.TASK_ERROR, "true");
    }

    private ServerResponse ended() {
        int status = violation.isPresent() ? 422 : hasFailed() ? FalErrors.status(errorType()) : 200;
        ServerResponse response =
                ServerResponse.json(status, payload().toString()).header("x-fal-request-id", task.id());
        if (!hasFailed()) {
            return response;
        }
        return FalErrors.isOfRequest(errorType())
                ? response.header("X-Fal-Error-Type", errorType())
                : response.header("X-Fal-Retryable", String.valueOf(FalErrors.isRetryable(errorType())));
    }

    /** Returns the body of the webhook. */
    String webhook() {
        boolean good = !hasFailed() && violation.isEmpty();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("request_id", task.id())
                .put("gateway_request_id", task.id())
                .put("status", good ? "OK" : "ERROR");
        if (!good) {
            body.put("error", "Invalid status code: " + (violation.isPresent() ? 422 : FalErrors.status(errorType())));
        }
        return body.set("payload", payload()).toString();
    }

    private ObjectNode payload() {
        if (violation.isPresent()) {
            return violation.get();
        }
        if (hasFailed()) {
            return FalErrors.isOfRequest(errorType())
                    ? FalErrors.text(task.failureMessage()).put("error_type", errorType())
                    : FalErrors.list("prompt", task.failureMessage(), errorType());
        }
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.putObject("video")
                .put("url", task.videoOrNull())
                .put("content_type", "video/mp4")
                .put("file_name", "out.mp4")
                .putNull("file_size");
        if (!task.order().operation().equals("s2v")) {
            output.put("prompt", task.order().body().path("prompt").asText(""))
                    .put("seed", task.order().body().path("seed").asLong(424242));
        }
        return output;
    }

    private boolean hasFailed() {
        return task.phase() == Phase.FAILED || task.phase() == Phase.CANCELLED;
    }

    private String errorType() {
        return task.phase() == Phase.CANCELLED ? FalErrors.CANCELLED : task.failureCode();
    }

    private ObjectNode withUrls(String url, String status) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("request_id", task.id())
                .put("response_url", url)
                .put("status_url", url + "/status")
                .put("cancel_url", url + "/cancel");
    }
}
