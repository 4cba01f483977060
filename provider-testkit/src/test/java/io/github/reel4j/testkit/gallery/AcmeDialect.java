package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.kind;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.gallery.AcmeStyle.Abilities;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.github.reel4j.testkit.simulator.CodedRejection;
import io.github.reel4j.testkit.simulator.DialectTaskOperations;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.RateLimit;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.UploadedFile;
import io.github.reel4j.testkit.simulator.VendorDialect;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The simulator of Acme. */
final class AcmeDialect implements VendorDialect {

    private static final String JOBS = "/v1/jobs";
    private static final String FILES = "/v1/files";
    private static final String UNEXPLAINED = "reheating";
    private static final Duration LIFETIME = Duration.ofHours(24);

    private static final int MAX_TASKS = 600;

    private final AcmeStyle style;
    private final Optional<RateLimit> rate;
    private volatile KeyPair signingKey = newKey();

    AcmeDialect(AcmeStyle style) {
        this.style = style;
        this.rate = style.rate().map(limit -> new RateLimit(limit.calls(), limit.window()));
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public RequestKind kind(ReceivedRequest request) {
        if (request.path().equals(SimulatedProvider.PUBLIC_KEYS_PATH)) {
            return style.abilities() == Abilities.PUBLIC_KEYS ? RequestKind.PUBLIC_KEYS : RequestKind.OTHER;
        }
        if (request.path().equals(JOBS) && request.method().equals(style.method())) {
            return RequestKind.SUBMIT;
        }
        if (request.path().equals(FILES) && request.method().equals("PUT")) {
            return style.abilities() == Abilities.NONE ? RequestKind.OTHER : RequestKind.UPLOAD;
        }
        if (!request.path().startsWith(JOBS + "/")) {
            return RequestKind.OTHER;
        }
        return switch (request.method()) {
            case "GET" -> RequestKind.POLL;
            case "DELETE" -> style.abilities() == Abilities.NONE ? RequestKind.OTHER : RequestKind.CANCEL;
            default -> RequestKind.OTHER;
        };
    }

    @Override
    public ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
        if (kind(request) == RequestKind.PUBLIC_KEYS) {
            return ServerResponse.json(200, keySet());
        }
        if (request.header(style.keyHeader()).orElse("").isBlank()) {
            return errorResponse(401);
        }
        return switch (kind(request)) {
            case SUBMIT -> submit(request, tasks);
            case UPLOAD -> store(request, tasks);
            case POLL ->
                tasks.find(request.path().substring(JOBS.length() + 1))
                        .map(task -> ServerResponse.json(200, report(task)))
                        .orElseGet(() -> errorResponse(404));
            case CANCEL -> stop(request.path().substring(JOBS.length() + 1), tasks);
            default -> errorResponse(404);
        };
    }

    @Override
    public ServerResponse errorResponse(int status) {
        return error(status, "Acme says " + status);
    }

    private static ServerResponse error(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", "E" + status).put("message", message);
        return ServerResponse.json(status, body.toString());
    }

    private ServerResponse submit(ReceivedRequest request, DialectTaskOperations tasks) {
        JsonBodyValidator body = JsonBodyValidator.of(request.body());
        String model = body.requiredOneOf(
                "model",
                List.of("acme-1", "acme-1-pro", "acme-motion", AcmeFrames.FRAMES, AcmeFrames.DRAFT, AcmeFrames.FREE));
        Optional<Money> price =
                model.startsWith(AcmeFrames.FRAMES) ? AcmeFrames.check(model, body) : check(model, body);
        if (style.abilities() != Abilities.NONE && body.text("notify").isPresent()) {
            body.requiredUrl("notify");
            body.check(
                    !requiresHttpsCallbacks() || body.text("notify").orElse("").startsWith("https:"),
                    "notify is not https");
        }
        String events =
                style.abilities() == Abilities.EVENTS ? body.text("events").orElse("") : "done,gave_up,stopped";
        // fields that some mutants send and that this vendor ignores; they break other rules
        List.of("steps", "pace", "speed", "nonce").forEach(body::text);
        body.text("api_key");
        boolean careless = body.text("watermark").filter("none"::equals).isPresent();
        body.rejectUnknown();
        if (body.problem().isPresent()) {
            return error(400, body.problem().get());
        }
        BilledOrder order = new BilledOrder(
                style.ids().get(),
                model,
                JOBS,
                Optional.of(model),
                "64*48",
                Duration.ofMillis(100),
                price,
                body.root());
        if (rate.isPresent() && !rate.get().admits(tasks.now())) {
            return errorResponse(429);
        }
        Optional<TaskSnapshot> taken = tasks.acceptBelow(rate.isPresent() ? MAX_TASKS : Integer.MAX_VALUE, order);
        if (taken.isEmpty()) {
            return errorResponse(429);
        }
        TaskSnapshot task = taken.get();
        body.text("notify")
                .map(URI::create)
                .ifPresent(address -> tasks.postWhenEnded(
                        task.id(),
                        address,
                        ended -> Arrays.asList(events.split(",")).contains(word(ended)),
                        ended -> signed(CallbackMessage.of(report(ended)), tasks.now())));
        body.text("notify")
                .ifPresent(address -> tasks.postWhenStarted(
                        task.id(),
                        URI.create(address),
                        Arrays.asList(events.split(",")).contains("making"),
                        started -> signed(CallbackMessage.of(report(started)), tasks.now())));
        ServerResponse accepted = ServerResponse.json(202, report(task));
        return careless
                ? accepted.header("X-Simulator-Reason", "watermark is not in the vendor's documents")
                : accepted;
    }

    /** Validates an order, and returns its price. Orders with a length belong to other price lists. */
    private static Optional<Money> check(String model, JsonBodyValidator body) {
        if (model.equals("acme-motion")) {
            body.requiredUrl("image");
            body.requiredUrl("video");
            body.requiredOneOf("mode", List.of("animate", "replace"));
        } else {
            body.requiredText("prompt");
        }
        body.text("negative_prompt").ifPresent(text -> body.check(!text.isBlank(), "negative_prompt is empty"));
        String size = body.oneOf("resolution", List.of("480p", "720p")).orElse("480p");
        body.oneOf("mood", List.of("calm", "wild"));
        boolean timed = body.oneOf("duration", List.of("5", "10")).isPresent();
        body.integer("seed", 0, Integer.MAX_VALUE);
        return model.equals(AcmeModels.PLAIN) && !timed
                ? Optional.of(Money.usd(size.equals("480p") ? "0.25" : "0.40"))
                : Optional.empty();
    }

    private ServerResponse store(ReceivedRequest request, DialectTaskOperations tasks) {
        String type = request.header("content-type").orElse("");
        if (!List.of("image/png", "image/jpeg", "video/mp4").contains(type)) {
            return errorResponse(415);
        }
        URI url = URI.create("https://files.acme.example/" + UUID.randomUUID());
        tasks.recordUpload(new UploadedFile(url, type, request.content()));
        return ServerResponse.json(
                201,
                JsonNodeFactory.instance.objectNode().put("url", url.toString()).toString());
    }

    private ServerResponse stop(String id, DialectTaskOperations tasks) {
        boolean rejected = !cancelsRunningTasks()
                && tasks.find(id)
                        .filter(task -> task.phase() == TaskSnapshot.Phase.RUNNING)
                        .isPresent();
        return rejected
                ? errorResponse(405)
                : tasks.cancel(id).map(AcmeDialect::stopped).orElseGet(() -> errorResponse(404));
    }

    /** Cancelling is free for queued tasks; running tasks are charged. */
    private static ServerResponse stopped(TaskSnapshot before) {
        return ServerResponse.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("stopped", !before.hasEnded())
                        .put("charged", before.phase() != TaskSnapshot.Phase.QUEUED)
                        .toString());
    }

    private CallbackMessage signed(CallbackMessage message, Instant now) {
        if (style.abilities() == Abilities.UNSIGNED) {
            return message;
        }
        String stamp = String.valueOf(now.getEpochSecond());
        String signed = stamp + message.body();
        return message.header("X-Acme-Time", stamp)
                .header(
                        "X-Acme-Signature",
                        style.abilities() == Abilities.PUBLIC_KEYS
                                ? signature(signed)
                                : CallbackMessage.hmacSha256(SimulatedProvider.CALLBACK_SECRET, signed));
    }

    private String signature(String message) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(signingKey.getPrivate());
            signature.update(message.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the public key as a JSON Web Key Set. An encoded key ends with its 32 bytes. */
    private String keySet() {
        byte[] encoded = signingKey.getPublic().getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("keys")
                .addObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("x", Base64.getUrlEncoder().withoutPadding().encodeToString(key));
        return body.toString();
    }

    /** Some providers sign a token with the key instead of sending it. */
    @Override
    public boolean authenticates(ReceivedRequest request, String apiKey) {
        return VendorDialect.super.authenticates(request, apiKey)
                || request.header(style.keyHeader()).orElse("").equals(token(apiKey));
    }

    /** Returns the token that a key signs. */
    static String token(String apiKey) {
        return "Token " + CallbackMessage.hmacSha256(apiKey, "acme");
    }

    @Override
    public boolean signsHeader(String name) {
        return name.startsWith("x-acme-");
    }

    @Override
    public Optional<CallbackMessage> signedCallback(String body, Instant time) {
        return style.abilities() == Abilities.UNSIGNED || style.abilities() == Abilities.NONE
                ? Optional.empty()
                : Optional.of(signed(CallbackMessage.of(body), time));
    }

    @Override
    public boolean postsCallback(TaskSnapshot.Phase phase) {
        return true;
    }

    @Override
    public boolean rotateSigningKey() {
        signingKey = newKey();
        return style.abilities() == Abilities.PUBLIC_KEYS;
    }

    @Override
    public List<CodedRejection> codedRejections() {
        return List.of(
                coded(429, "UNPAID.LAST_MONTH", FailureKind.INSUFFICIENT_BALANCE),
                coded(400, "KEY_PAUSED", FailureKind.AUTHENTICATION));
    }

    private static CodedRejection coded(int status, String code, FailureKind kind) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", "Acme says no");
        return new CodedRejection(ServerResponse.json(status, body.toString()), kind);
    }

    @Override
    public Optional<Duration> videoUrlLifetime() {
        return style.abilities() == Abilities.NONE ? Optional.empty() : Optional.of(LIFETIME);
    }

    private String report(TaskSnapshot task) {
        ObjectNode response = JsonNodeFactory.instance.objectNode();
        ObjectNode job = response.putObject("job").put("id", task.id());
        job.set("state", state(task));
        task.queuePosition().ifPresent(position -> job.put("ahead", position));
        if (task.phase() == TaskSnapshot.Phase.SUCCEEDED) {
            job.put("film", task.videoOrNull().replace("127.0.0.1", style.host()));
            videoUrlLifetime()
                    .ifPresent(lifetime ->
                            job.put("until", task.ended().plus(lifetime).getEpochSecond()));
        }
        if (task.phase() == TaskSnapshot.Phase.FAILED) {
            ObjectNode error = response.putObject("error").put("message", task.failureMessage());
            if (!task.failureCode().isEmpty()) {
                error.put("code", task.failureCode());
            }
        }
        if (task.phase() == TaskSnapshot.Phase.CANCELLED) {
            response.putObject("error").put("message", task.failureMessage());
        }
        if (style.chatty()) {
            job.putObject("eta").put("seconds", 12.5).putNull("queue");
            response.put("trace", "a1b2").putArray("links").add(1).addNull().addObject();
        }
        return response.toString();
    }

    @Override
    public String unexplainedStatus() {
        return style.statusText(UNEXPLAINED);
    }

    @Override
    public boolean reportsCancelled() {
        return true;
    }

    @Override
    public boolean cancelsRunningTasks() {
        return style.abilities() != Abilities.QUEUED_CANCELS;
    }

    @Override
    public boolean pollsNameTheTask() {
        return true;
    }

    @Override
    public boolean reportsQueuePosition() {
        return style.abilities() != Abilities.NONE;
    }

    @Override
    public boolean distinguishesQueuedTasks() {
        return style.abilities() != Abilities.NONE;
    }

    @Override
    public Optional<BillingStatus> billingOfCancel(TaskSnapshot.Phase before) {
        return Optional.of(before == TaskSnapshot.Phase.QUEUED ? BillingStatus.NOT_BILLED : BillingStatus.BILLED);
    }

    @Override
    public String failureCode() {
        return style.code();
    }

    private JsonNode state(TaskSnapshot task) {
        return style.words().apply(task.status().isPresent() ? UNEXPLAINED : word(task));
    }

    private static String word(TaskSnapshot task) {
        return switch (task.phase()) {
            case QUEUED -> "waiting";
            case RUNNING -> "making";
            case SUCCEEDED -> "done";
            case FAILED -> "gave_up";
            case CANCELLED -> "stopped";
        };
    }

    @Override
    public boolean requiresHttpsCallbacks() {
        return style.abilities() == Abilities.EVENTS;
    }
}
