package io.github.reel4j.testkit.simulator.apixo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.github.reel4j.testkit.simulator.CodedRejection;
import io.github.reel4j.testkit.simulator.DialectTaskOperations;
import io.github.reel4j.testkit.simulator.DocumentedRequest;
import io.github.reel4j.testkit.simulator.DocumentedRequestReader;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.RateLimit;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.VendorDialect;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Simulates the HTTP API of Apixo. */
final class ApixoDialect implements VendorDialect {

    private static final String BASE = "/api/v1";
    private static final String SUBMIT = BASE + "/generateTask/wan-2-2-animate";
    private static final String STATUS = BASE + "/statusTask/wan-2-2-animate";
    private static final int CONCURRENT_TASKS = 1_000;
    private static final int REQUESTS_PER_MINUTE = 10_000;
    private static final Duration LENGTH = Duration.ofSeconds(5);
    private static final Map<Integer, String> MESSAGES = Map.of(
            400, "Invalid request",
            401, "Invalid or missing API Key",
            402, "Insufficient balance",
            403, "Forbidden",
            404, "Model or task not found",
            429, "Rate limit exceeded",
            503, "Service unavailable");

    private final RateLimit rate = new RateLimit(REQUESTS_PER_MINUTE, Duration.ofMinutes(1));

    @Override
    public String basePath() {
        return BASE;
    }

    @Override
    public RequestKind kind(ReceivedRequest request) {
        if (request.path().equals(SUBMIT) && request.method().equals("POST")) {
            return RequestKind.SUBMIT;
        }
        return request.path().equals(STATUS) && request.method().equals("GET") ? RequestKind.POLL : RequestKind.OTHER;
    }

    @Override
    public ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
        RequestKind kind = kind(request);
        if (kind == RequestKind.OTHER) {
            return error(404, "No such endpoint: " + request.method() + " " + request.path());
        }
        if (!rate.admits(tasks.now())) {
            return error(429, "Over " + REQUESTS_PER_MINUTE + " requests per minute");
        }
        String[] key = request.header("authorization").orElse("").split(" ", 2);
        if (key.length < 2 || !key[0].equals("Bearer") || key[1].isBlank()) {
            return error(401, "Send the header Authorization: Bearer YOUR_API_KEY");
        }
        return kind == RequestKind.SUBMIT ? submit(request, tasks) : status(request, tasks);
    }

    @Override
    public void reset() {
        rate.reset();
    }

    @Override
    public List<DocumentedRequest> documentedRequests() {
        return DocumentedRequestReader.of(ApixoDialect.class);
    }

    @Override
    public boolean distinguishesQueuedTasks() {
        return true;
    }

    @Override
    public List<CodedRejection> codedRejections() {
        return List.of(
                new CodedRejection(errorResponse(402).status(200), FailureKind.INSUFFICIENT_BALANCE),
                new CodedRejection(errorResponse(401).status(200), FailureKind.AUTHENTICATION));
    }

    @Override
    public boolean pollsNameTheTask() {
        return true;
    }

    @Override
    public ServerResponse errorResponse(int status) {
        return error(status, MESSAGES.getOrDefault(status, "Internal server error"));
    }

    private static ServerResponse error(int status, String detail) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("error", detail);
        return ServerResponse.json(
                status, envelope(status, MESSAGES.getOrDefault(status, "Internal server error"), data));
    }

    private ServerResponse submit(ReceivedRequest request, DialectTaskOperations tasks) {
        JsonBodyValidator body = JsonBodyValidator.of(request.body());
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        body.check(type.startsWith("application/json"), "Content-Type must be application/json");
        Optional<URI> callback = checkRouting(body);
        body.requiredOneOf("input.mode", List.of("standard"));
        String operation = body.requiredOneOf("input.type", List.of("animate", "replace"));
        body.oneUrl("input.image_urls");
        body.oneUrl("input.video_urls");
        body.text("input.prompt").ifPresent(text -> body.check(!text.isBlank(), "input.prompt must not be empty"));
        String resolution =
                body.oneOf("input.resolution", List.of("480p", "720p")).orElse("480p");
        body.integer("input.seed", -1, Integer.MAX_VALUE);
        if (body.problem().isPresent()) {
            return error(400, body.problem().get());
        }
        String id = "task_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        BilledOrder order = new BilledOrder(
                id,
                operation,
                SUBMIT,
                Optional.of("wan-2-2-animate"),
                resolution,
                LENGTH,
                Optional.empty(),
                body.root());
        Optional<TaskSnapshot> accepted = tasks.acceptBelow(CONCURRENT_TASKS, order);
        accepted.ifPresent(task -> callback.ifPresent(
                url -> tasks.postWhenEnded(task.id(), url, ended -> CallbackMessage.of(report(ended)))));
        return accepted.map(task -> RejectedRequest.withReason(
                        success(JsonNodeFactory.instance.objectNode().put("taskId", task.id())), body.unknownFields()))
                .orElseGet(() -> error(429, "Over " + CONCURRENT_TASKS + " concurrent tasks"));
    }

    /** Validates the fields around the input, and returns the callback URL if a callback is requested. */
    private static Optional<URI> checkRouting(JsonBodyValidator body) {
        String mode = body.oneOf("request_type", List.of("async", "callback")).orElse("async");
        body.oneOf("provider", List.of("auto", "value", "official"));
        Optional<String> callback = body.text("callback_url");
        if (!mode.equals("callback")) {
            return Optional.empty();
        }
        body.requiredUrl("callback_url");
        return body.problem().isPresent() ? Optional.empty() : callback.map(URI::create);
    }

    private ServerResponse status(ReceivedRequest request, DialectTaskOperations tasks) {
        String id = request.query().getOrDefault("taskId", "");
        if (id.isEmpty()) {
            return error(400, "Missing required field: taskId");
        }
        return tasks.find(id)
                .map(task -> ServerResponse.json(200, report(task)))
                .orElseGet(() -> error(404, "No such task: " + id));
    }

    private static String report(TaskSnapshot task) {
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("taskId", task.id()).put("state", state(task));
        switch (task.phase()) {
            case SUCCEEDED -> data.put("resultJson", result(task));
            case FAILED -> data.put("failCode", task.failureCode()).put("failMsg", task.failureMessage());
            default -> {
                // the document has no further fields for a task that has not ended
            }
        }
        data.put("createTime", task.submitted().toEpochMilli());
        if (task.phase() == TaskSnapshot.Phase.SUCCEEDED || task.phase() == TaskSnapshot.Phase.FAILED) {
            data.put("completeTime", task.ended().toEpochMilli());
        }
        if (task.phase() == TaskSnapshot.Phase.SUCCEEDED) {
            data.put(
                    "costTime", Duration.between(task.submitted(), task.ended()).toMillis());
        }
        return envelope(200, "success", data);
    }

    private static String state(TaskSnapshot task) {
        return task.status().orElseGet(() -> switch (task.phase()) {
            case QUEUED -> "pending";
            case RUNNING -> "processing";
            case SUCCEEDED -> "success";
            case FAILED, CANCELLED -> "failed";
        });
    }

    private static String result(TaskSnapshot task) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        var urls = result.putArray("resultUrls");
        task.video().ifPresent(url -> urls.add(url.toString()));
        return result.toString();
    }

    private static ServerResponse success(ObjectNode data) {
        return ServerResponse.json(200, envelope(200, "success", data));
    }

    private static String envelope(int code, String message, ObjectNode data) {
        ObjectNode envelope =
                JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
        return envelope.set("data", data).toString();
    }
}
