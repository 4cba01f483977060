package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Speaks as Apixo does. */
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
    public Reply answer(ReceivedRequest request, Tasks tasks) {
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
    public List<DocumentedRequest> documented() {
        return DocumentedRequests.of("apixo");
    }

    @Override
    public Reply error(int status) {
        return error(status, MESSAGES.getOrDefault(status, "Internal server error"));
    }

    private static Reply error(int status, String detail) {
        ObjectNode data = JsonNodeFactory.instance.objectNode().put("error", detail);
        return Reply.json(status, envelope(status, MESSAGES.getOrDefault(status, "Internal server error"), data));
    }

    private Reply submit(ReceivedRequest request, Tasks tasks) {
        Fields fields = Fields.of(request.body());
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        fields.check(type.startsWith("application/json"), "Content-Type must be application/json");
        Optional<URI> callback = checkRouting(fields);
        fields.requiredOneOf("input.mode", List.of("standard"));
        String operation = fields.requiredOneOf("input.type", List.of("animate", "replace"));
        fields.oneUrl("input.image_urls");
        fields.oneUrl("input.video_urls");
        fields.text("input.prompt").ifPresent(text -> fields.check(!text.isBlank(), "input.prompt must not be empty"));
        String resolution =
                fields.oneOf("input.resolution", List.of("480p", "720p")).orElse("480p");
        fields.integer("input.seed", -1, Integer.MAX_VALUE);
        if (fields.problem().isPresent()) {
            return error(400, fields.problem().get());
        }
        String id = "task_" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
        Order order = new Order(
                id,
                operation,
                SUBMIT,
                Optional.of("wan-2-2-animate"),
                resolution,
                LENGTH,
                Optional.empty(),
                fields.root());
        Optional<Task> accepted = tasks.acceptBelow(CONCURRENT_TASKS, order);
        accepted.ifPresent(task -> callback.ifPresent(
                url -> tasks.postWhenEnded(task.id(), url, ended -> CallbackMessage.of(report(ended)))));
        return accepted.map(task -> Refusal.remarked(
                        ok(JsonNodeFactory.instance.objectNode().put("taskId", task.id())), fields.strangers()))
                .orElseGet(() -> error(429, "Over " + CONCURRENT_TASKS + " concurrent tasks"));
    }

    /** The fields around the input; gives the address to call back, if one is to be called. */
    private static Optional<URI> checkRouting(Fields fields) {
        String mode = fields.oneOf("request_type", List.of("async", "callback")).orElse("async");
        fields.oneOf("provider", List.of("auto", "value", "official"));
        Optional<String> callback = fields.text("callback_url");
        if (!mode.equals("callback")) {
            return Optional.empty();
        }
        fields.requiredUrl("callback_url");
        return fields.problem().isPresent() ? Optional.empty() : callback.map(URI::create);
    }

    private Reply status(ReceivedRequest request, Tasks tasks) {
        String id = request.query().getOrDefault("taskId", "");
        if (id.isEmpty()) {
            return error(400, "Missing required field: taskId");
        }
        return tasks.find(id)
                .map(task -> Reply.json(200, report(task)))
                .orElseGet(() -> error(404, "No such task: " + id));
    }

    private static String report(Task task) {
        ObjectNode data =
                JsonNodeFactory.instance.objectNode().put("taskId", task.id()).put("state", state(task));
        switch (task.phase()) {
            case SUCCEEDED -> data.put("resultJson", result(task));
            case FAILED -> data.put("failCode", task.failureCode()).put("failMsg", task.failureMessage());
            default -> {
                // nothing more is said about a task that has not ended
            }
        }
        data.put("createTime", task.submitted().toEpochMilli());
        if (task.phase() == Task.Phase.SUCCEEDED || task.phase() == Task.Phase.FAILED) {
            data.put("completeTime", task.ended().toEpochMilli());
        }
        if (task.phase() == Task.Phase.SUCCEEDED) {
            data.put(
                    "costTime", Duration.between(task.submitted(), task.ended()).toMillis());
        }
        return envelope(200, "success", data);
    }

    private static String state(Task task) {
        return task.word().orElseGet(() -> switch (task.phase()) {
            case QUEUED -> "pending";
            case RUNNING -> "processing";
            case SUCCEEDED -> "success";
            case FAILED -> "failed";
        });
    }

    private static String result(Task task) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        var urls = result.putArray("resultUrls");
        task.video().ifPresent(url -> urls.add(url.toString()));
        return result.toString();
    }

    private static Reply ok(ObjectNode data) {
        return Reply.json(200, envelope(200, "success", data));
    }

    private static String envelope(int code, String message, ObjectNode data) {
        ObjectNode envelope =
                JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
        return envelope.set("data", data).toString();
    }
}
