package io.github.reel4j.testkit.simulator.fal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.github.reel4j.testkit.simulator.DialectTaskOperations;
import io.github.reel4j.testkit.simulator.DocumentedRequest;
import io.github.reel4j.testkit.simulator.DocumentedRequestReader;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.UploadedFile;
import io.github.reel4j.testkit.simulator.VendorDialect;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Simulates the HTTP API of fal: the queue, uploads and public keys. */
final class FalDialect implements VendorDialect {

    private static final String APP = "/fal-ai/wan";
    private static final String KEYS = "/.well-known/jwks.json";
    private static final String UPLOAD = "/storage/upload/initiate";
    private static final String STORAGE = "/storage/files/";
    private static final Pattern TASK = Pattern.compile("/([^/]+/[^/]+)/requests/([^/]+)(/status|/response|/cancel)?");
    private static final Duration RESULT_LIFE = Duration.ofHours(1);
    private static final Duration LARGE_RESULT_LIFE = Duration.ofMinutes(6);
    private static final int LARGE_BYTES = 10_000;

    private final FalWebhookKeys keys;
    /** The error bodies of accepted orders that are invalid, by task. */
    private final Map<String, ObjectNode> violations = new ConcurrentHashMap<>();

    FalDialect(FalWebhookKeys keys) {
        this.keys = keys;
    }

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public RequestKind kind(ReceivedRequest request) {
        String path = request.path();
        String suffix = suffix(path);
        return switch (request.method()) {
            case "GET" ->
                path.equals(KEYS)
                        ? RequestKind.PUBLIC_KEYS
                        : isTask(path) && !suffix.equals("/cancel") ? RequestKind.POLL : RequestKind.OTHER;
            case "POST" ->
                path.equals(UPLOAD)
                        ? RequestKind.UPLOAD
                        : path.startsWith(APP + "/") && !isTask(path) ? RequestKind.SUBMIT : RequestKind.OTHER;
            case "PUT" -> suffix.equals("/cancel") ? RequestKind.CANCEL : RequestKind.OTHER;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
        RequestKind kind = kind(request);
        if (kind == RequestKind.PUBLIC_KEYS) {
            return ServerResponse.json(200, keys.publicKeys());
        }
        if (request.method().equals("PUT") && request.path().startsWith(STORAGE)) {
            return store(request, tasks);
        }
        String key = request.header("authorization").orElse("");
        if (!key.startsWith("Key ") || key.substring(4).isBlank()) {
            return error(
                    401,
                    key.isEmpty()
                            ? "Cannot access application \"fal-ai/wan\". Authentication is required to access this"
                                    + " application."
                            : "invalid key credentials");
        }
        return switch (kind) {
            case SUBMIT -> submit(request, tasks);
            case POLL -> poll(request, tasks);
            case CANCEL -> cancel(request, tasks);
            case UPLOAD -> initiateUpload(request);
            default ->
                error(
                        404,
                        request.path().startsWith(APP)
                                ? "Path " + request.path() + " not found"
                                : "Application \"" + app(request.path()) + "\" not found");
        };
    }

    @Override
    public boolean signsHeader(String name) {
        return name.startsWith("x-fal-webhook-");
    }

    @Override
    public Optional<CallbackMessage> signedCallback(String body, Instant time) {
        return Optional.of(keys.sign("a-request", time, body));
    }

    @Override
    public boolean rotateSigningKey() {
        keys.rotate();
        return true;
    }

    @Override
    public void reset() {
        violations.clear();
    }

    @Override
    public boolean pollsNameTheTask() {
        return true;
    }

    @Override
    public ServerResponse errorResponse(int status) {
        return error(status, FalErrors.gatewayDetail(status));
    }

    @Override
    public boolean distinguishesQueuedTasks() {
        return true;
    }

    /** No document says whether a cancelled task is billed. */
    @Override
    public Optional<BillingStatus> billingOfCancel(TaskSnapshot.Phase before) {
        return Optional.of(BillingStatus.UNKNOWN);
    }

    @Override
    public String failureCode() {
        return "content_policy_violation";
    }

    @Override
    public boolean reportsCancelled() {
        return true;
    }

    @Override
    public boolean reportsQueuePosition() {
        return true;
    }

    @Override
    public List<DocumentedRequest> documentedRequests() {
        return DocumentedRequestReader.of(FalDialect.class);
    }

    /** Accepts any JSON object, and remembers what is wrong with it for the result. */
    private ServerResponse submit(ReceivedRequest request, DialectTaskOperations tasks) {
        JsonBodyValidator body = JsonBodyValidator.of(request.body());
        String type = request.header("content-type").orElse("").toLowerCase(Locale.ROOT);
        body.check(type.startsWith("application/json"), "Content-Type must be application/json");
        if (body.problem().isPresent()) {
            return ServerResponse.json(
                    422,
                    FalErrors.list("body", body.problem().get(), "json_invalid").toString());
        }
        BilledOrder order = FalInput.check(UUID.randomUUID().toString(), request.path(), body);
        if (order.operation().equals("unknown")) {
            body.check(false, "unknown path " + request.path());
        }
        TaskSnapshot task = tasks.accept(order);
        body.problem().ifPresent(problem -> violations.put(task.id(), violation(problem)));
        Optional.ofNullable(request.query().get("fal_webhook"))
                .ifPresent(url -> tasks.postWhenEnded(
                        task.id(),
                        URI.create(url),
                        ended -> keys.sign(
                                ended.id(), tasks.now(), responses(ended).webhook())));
        ServerResponse accepted = new FalResponses(task, Optional.empty()).accepted(url(request, task.id()));
        return body.problem()
                .map(problem -> accepted.header(RejectedRequest.REASON, RejectedRequest.printable(problem)))
                .orElseGet(() -> RejectedRequest.withReason(accepted, body.unknownFields()));
    }

    private static ObjectNode violation(String problem) {
        boolean missing = problem.startsWith("Missing required field: ");
        String field = missing ? problem.substring(problem.indexOf(": ") + 2) : problem.split(" ", 2)[0];
        String type = missing
                ? "missing"
                : problem.contains("multiple") ? "multiple_of" : problem.contains("one of") ? "one_of" : "value_error";
        return FalErrors.list(field, missing ? "field required" : problem, type);
    }

    private ServerResponse poll(ReceivedRequest request, DialectTaskOperations tasks) {
        return find(request, tasks)
                .filter(task -> !isExpired(task, tasks))
                .map(task -> suffix(request.path()).equals("/status")
                        ? responses(task).status(url(request, task.id()), hasLogs(request))
                        : responses(task).result())
                .orElseGet(FalDialect::notFound);
    }

    private static boolean hasLogs(ReceivedRequest request) {
        return List.of("1", "true").contains(request.query().getOrDefault("logs", ""));
    }

    private boolean isExpired(TaskSnapshot task, DialectTaskOperations tasks) {
        if (!task.hasEnded()) {
            return false;
        }
        boolean large = responses(task).result().body().length >= LARGE_BYTES;
        return tasks.now().isAfter(task.ended().plus(large ? LARGE_RESULT_LIFE : RESULT_LIFE));
    }

    private static ServerResponse cancel(ReceivedRequest request, DialectTaskOperations tasks) {
        Optional<TaskSnapshot> task = find(request, tasks);
        if (task.isEmpty()) {
            return notFound();
        }
        if (task.get().hasEnded()) {
            return ServerResponse.json(400, status("ALREADY_COMPLETED")).header(RejectedRequest.TASK_ERROR, "true");
        }
        var unused = tasks.cancel(task.get().id());
        return ServerResponse.json(202, status("CANCELLATION_REQUESTED"));
    }

    private static ServerResponse initiateUpload(ReceivedRequest request) {
        JsonBodyValidator body = JsonBodyValidator.of(request.body());
        body.requiredText("content_type");
        String name = body.requiredText("file_name").replaceAll("[^A-Za-z0-9._-]", "_");
        if (body.problem().isPresent() || !"fal-cdn-v3".equals(request.query().get("storage_type"))) {
            return error(422, body.problem().orElse("storage_type must be fal-cdn-v3"));
        }
        String url = origin(request) + STORAGE + UUID.randomUUID() + "/" + name;
        return ServerResponse.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("upload_url", url)
                        .put("file_url", url)
                        .toString());
    }

    /** Stores a file. The URL itself allows that; the vendor needs no key here. */
    private static ServerResponse store(ReceivedRequest request, DialectTaskOperations tasks) {
        String type = request.header("content-type").orElse("");
        tasks.recordUpload(new UploadedFile(URI.create(origin(request) + request.path()), type, request.content()));
        return ServerResponse.json(200, "{}");
    }

    private FalResponses responses(TaskSnapshot task) {
        return new FalResponses(task, Optional.ofNullable(violations.get(task.id())));
    }

    private static Optional<TaskSnapshot> find(ReceivedRequest request, DialectTaskOperations tasks) {
        Matcher task = TASK.matcher(request.path());
        return task.matches() && APP.equals("/" + task.group(1)) ? tasks.find(task.group(2)) : Optional.empty();
    }

    private static boolean isTask(String path) {
        return TASK.matcher(path).matches();
    }

    private static String suffix(String path) {
        Matcher task = TASK.matcher(path);
        return task.matches() && task.group(3) != null ? task.group(3) : "";
    }

    private static String app(String path) {
        String[] segments = path.split("/", -1);
        return segments.length > 2 ? segments[1] + "/" + segments[2] : path;
    }

    private static String url(ReceivedRequest request, String taskId) {
        return origin(request) + APP + "/requests/" + taskId;
    }

    private static String origin(ReceivedRequest request) {
        return "http://" + request.header("host").orElse("127.0.0.1");
    }

    private static String status(String status) {
        return JsonNodeFactory.instance.objectNode().put("status", status).toString();
    }

    private static ServerResponse notFound() {
        return ServerResponse.json(404, status("NOT_FOUND"));
    }

    private static ServerResponse error(int status, String detail) {
        return ServerResponse.json(status, FalErrors.text(detail).toString());
    }
}
