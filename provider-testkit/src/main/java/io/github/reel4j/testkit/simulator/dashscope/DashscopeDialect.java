package io.github.reel4j.testkit.simulator.dashscope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.CodedRejection;
import io.github.reel4j.testkit.simulator.DialectTaskOperations;
import io.github.reel4j.testkit.simulator.DocumentedRequest;
import io.github.reel4j.testkit.simulator.DocumentedRequestReader;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.RateLimit;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.TaskResult;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.VendorDialect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Simulates the HTTP API of DashScope in one region. */
final class DashscopeDialect implements VendorDialect {

    private static final String BASE = "/api/v1";
    private static final String FACE_CHECK = BASE + "/services/aigc/image2video/face-detect";
    private static final String UPLOADS = BASE + "/uploads";
    private static final Pattern SUBMIT =
            Pattern.compile(BASE + "(/services/aigc/(?:video-generation|image2video)/video-synthesis)/?");
    private static final Pattern TASK = Pattern.compile(BASE + "/tasks/([^/]+)(/cancel)?");

    private final boolean singapore;
    private final boolean limited;
    private final Map<String, DashscopeModel> models;
    private final DashscopeStorage storage = new DashscopeStorage();
    private final Map<String, RateLimit> rates = new ConcurrentHashMap<>();
    /** The tasks of each model, oldest first. */
    private final Map<String, List<String>> tasksByModel = new HashMap<>();

    DashscopeDialect(boolean singapore, boolean limited) {
        this.singapore = singapore;
        this.limited = limited;
        this.models = DashscopeModel.all(singapore);
    }

    @Override
    public String basePath() {
        return BASE;
    }

    /** The request for an upload policy is the upload, because the file itself goes to another service. */
    @Override
    public RequestKind kind(ReceivedRequest request) {
        Matcher task = TASK.matcher(request.path());
        if (request.method().equals("POST")) {
            return SUBMIT.matcher(request.path()).matches()
                    ? RequestKind.SUBMIT
                    : task.matches() && task.group(2) != null ? RequestKind.CANCEL : RequestKind.OTHER;
        }
        if (!request.method().equals("GET")) {
            return RequestKind.OTHER;
        }
        return request.path().equals(UPLOADS)
                ? RequestKind.UPLOAD
                : task.matches() && task.group(2) == null ? RequestKind.POLL : RequestKind.OTHER;
    }

    @Override
    public ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
        if (request.path().equals(DashscopeStorage.PATH) && request.method().equals("POST")) {
            return storage.store(request, tasks);
        }
        String[] key = request.header("authorization").orElse("").split(" ", 2);
        if (key.length < 2 || !key[0].equals("Bearer") || key[1].isBlank()) {
            return DashscopeResponses.error(401, "InvalidApiKey", "Invalid API-key provided.");
        }
        return switch (kind(request)) {
            case SUBMIT -> submit(request, tasks);
            case POLL -> poll(request, tasks);
            case CANCEL -> cancel(request, tasks);
            case UPLOAD ->
                "getPolicy".equals(request.query().get("action"))
                                && models.containsKey(request.query().getOrDefault("model", ""))
                        ? DashscopeResponses.ok(storage.policy(request))
                        : DashscopeResponses.error(400, "InvalidParameter", "action or model is wrong");
            default ->
                request.path().equals(FACE_CHECK) && request.method().equals("POST")
                        ? checkFace(request)
                        : DashscopeResponses.error(404, "NotFound", "no such endpoint: " + request.path());
        };
    }

    @Override
    public boolean pollsNameTheTask() {
        return true;
    }

    @Override
    public ServerResponse errorResponse(int status) {
        return DashscopeResponses.error(status);
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
        return "DataInspectionFailed";
    }

    @Override
    public boolean reportsCancelled() {
        return true;
    }

    @Override
    public boolean cancelsRunningTasks() {
        return false;
    }

    @Override
    public List<CodedRejection> codedRejections() {
        return Stream.of("Arrearage", "CommodityNotPurchased", "PrepaidBillOverdue", "PostpaidBillOverdue")
                .map(code -> new CodedRejection(
                        DashscopeResponses.error(code.equals("Arrearage") ? 400 : 429, code, "The bill is not paid."),
                        FailureKind.INSUFFICIENT_BALANCE))
                .toList();
    }

    @Override
    public Optional<Duration> videoUrlLifetime() {
        return Optional.of(DashscopeResponses.LIFETIME);
    }

    @Override
    public Currency currency() {
        return DashscopeModel.CNY;
    }

    @Override
    public synchronized void reset() {
        rates.clear();
        storage.reset();
        tasksByModel.clear();
    }

    @Override
    public List<DocumentedRequest> documentedRequests() {
        return DocumentedRequestReader.of(DashscopeDialect.class);
    }

    private ServerResponse submit(ReceivedRequest request, DialectTaskOperations tasks) {
        if (!request.header("x-dashscope-async").orElse("").equals("enable")) {
            return DashscopeResponses.error(403, "AccessDenied", "current user api does not support synchronous calls");
        }
        JsonBodyValidator body = JsonBodyValidator.of(request.body());
        if (body.problem().isPresent()) {
            return DashscopeResponses.error(
                    400, "BadRequest.IllegalInput", body.problem().get());
        }
        Optional<String> name = body.text("model");
        if (name.isEmpty()) {
            return DashscopeResponses.error(400, "BadRequest.EmptyModel", "model is required");
        }
        DashscopeModel model = models.get(name.get());
        if (model == null) {
            return DashscopeResponses.error(404, "ModelNotFound", "Model " + name.get() + " not exist.");
        }
        Optional<ServerResponse> rejection = rejection(request, name.get(), model, body);
        if (rejection.isPresent()) {
            return rejection.get();
        }
        if (!admits(name.get(), model.submitsPerSecond(), tasks.now())) {
            return DashscopeResponses.error(
                    429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later.");
        }
        BilledOrder order = DashscopeOrders.check(name.get(), model, request.path(), body, !singapore);
        if (body.problem().isPresent()) {
            return DashscopeResponses.error(
                    400, "InvalidParameter", body.problem().get());
        }
        return RejectedRequest.withReason(
                DashscopeResponses.ok(DashscopeResponses.accepted(accept(name.get(), model, order, tasks))),
                body.unknownFields());
    }

    private Optional<ServerResponse> rejection(
            ReceivedRequest request, String name, DashscopeModel model, JsonBodyValidator body) {
        Matcher path = SUBMIT.matcher(request.path());
        if (!path.matches() || !path.group(1).equals(model.path())) {
            return Optional.of(DashscopeResponses.error(
                    400, "InvalidParameter", "url error, please check url: " + name + " has another path"));
        }
        if (!body.root().path("input").isObject()) {
            return Optional.of(DashscopeResponses.error(400, "BadRequest.EmptyInput", "input is required"));
        }
        if (model.family() == DashscopeModel.Family.ANIMATE
                && !body.root().path("parameters").isObject()) {
            return Optional.of(DashscopeResponses.error(400, "BadRequest.EmptyParameters", "parameters are required"));
        }
        boolean resolves =
                request.header("x-dashscope-ossresourceresolve").orElse("").equals("enable");
        return DashscopeOrders.usesUpload(body) && !resolves
                ? Optional.of(DashscopeResponses.error(
                        400,
                        "InvalidParameter",
                        "an oss:// URL needs the header X-DashScope-OssResourceResolve: enable"))
                : Optional.empty();
    }

    /** Accepts an order. Its task waits while as many tasks of the model run as the vendor allows. */
    private synchronized TaskSnapshot accept(
            String name, DashscopeModel model, BilledOrder order, DialectTaskOperations tasks) {
        List<String> unfinished = tasksByModel.computeIfAbsent(name, each -> new ArrayList<>());
        unfinished.removeIf(id -> end(id, tasks).isEmpty());
        List<Instant> ends = unfinished.stream()
                .flatMap(id -> end(id, tasks).stream())
                .sorted()
                .toList();
        Instant now = tasks.now();
        Instant start = ends.size() < model.maxTasks() ? now : ends.get(ends.size() - model.maxTasks());
        String prompt = order.body().at("/input/prompt").asText("");
        boolean invalid = model.family() == DashscopeModel.Family.TEXT && prompt.isBlank();
        TaskSnapshot task = tasks.acceptLater(
                order,
                start,
                invalid
                        ? Optional.of(TaskResult.failure("InvalidParameter", "the prompt must not be empty"))
                        : Optional.empty());
        unfinished.add(task.id());
        return task;
    }

    /** Returns when a task will end; empty if it has ended. */
    private static Optional<Instant> end(String id, DialectTaskOperations tasks) {
        return tasks.find(id).map(TaskSnapshot::ended).filter(end -> end.isAfter(tasks.now()));
    }

    private ServerResponse poll(ReceivedRequest request, DialectTaskOperations tasks) {
        if (!admits("tasks", 20, tasks.now())) {
            return DashscopeResponses.error(429, "Throttling.RateQuota", "More than 20 queries in 1 second.");
        }
        String id = taskId(request);
        ObjectNode body = known(id, tasks)
                .map(task -> DashscopeResponses.report(task, model(task)))
                .orElseGet(() -> DashscopeResponses.unknown(id));
        return DashscopeResponses.ok(body);
    }

    /** Only tasks that have not started can be cancelled. */
    private ServerResponse cancel(ReceivedRequest request, DialectTaskOperations tasks) {
        Optional<TaskSnapshot> queued =
                known(taskId(request), tasks).filter(task -> task.phase() == TaskSnapshot.Phase.QUEUED);
        if (queued.isEmpty()) {
            return DashscopeResponses.error(
                            400, "UnsupportedOperation", "The operation is unsupported on the referee object.")
                    .header(RejectedRequest.REASON, "the task is not PENDING");
        }
        Optional<TaskSnapshot> unused = tasks.cancel(queued.get().id());
        return DashscopeResponses.ok(DashscopeResponses.newResponse());
    }

    private ServerResponse checkFace(ReceivedRequest request) {
        JsonBodyValidator body = JsonBodyValidator.of(request.body());
        body.requiredOneOf("model", List.of("wan2.2-s2v-detect"));
        String picture = body.requiredText("input.image_url");
        if (body.problem().isPresent() || singapore) {
            return DashscopeResponses.error(
                    400, "InvalidParameter", body.problem().orElse("no such model"));
        }
        ObjectNode response = DashscopeResponses.newResponse();
        boolean passes = !picture.contains("no-face");
        ObjectNode output =
                response.putObject("output").put("check_pass", passes).put("humanoid", passes);
        if (!passes) {
            output.put("code", "InvalidImage.NoHumanFace").put("message", "No human face detected.");
        }
        response.putObject("usage").put("image_count", 1);
        return DashscopeResponses.ok(response);
    }

    /** The vendor forgets tasks. */
    private static Optional<TaskSnapshot> known(String id, DialectTaskOperations tasks) {
        return tasks.find(id).filter(task -> tasks.now().isBefore(DashscopeResponses.forgotten(task)));
    }

    private static String taskId(ReceivedRequest request) {
        Matcher task = TASK.matcher(request.path());
        return task.matches() ? task.group(1) : "";
    }

    private DashscopeModel model(TaskSnapshot task) {
        return Objects.requireNonNull(models.get(task.order().model().orElseThrow()));
    }

    private boolean admits(String name, int perSecond, Instant now) {
        return !limited
                || rates.computeIfAbsent(name, each -> new RateLimit(perSecond, Duration.ofSeconds(1)))
                        .admits(now);
    }
}
