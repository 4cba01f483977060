package io.github.reel4j.project.nimbus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.contract.subject.SimulatedProvider;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.github.reel4j.testkit.simulator.DialectTaskOperations;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.UploadedFile;
import io.github.reel4j.testkit.simulator.VendorDialect;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Simulates the HTTP API of Nimbus. */
public final class NimbusDialect implements VendorDialect {

    private static final String BASE = "/eu";
    private static final String QUEUE = BASE + "/render/queue";
    private static final String JOBS = BASE + "/render/jobs/";
    private static final String MEDIA = BASE + "/render/media";
    private static final String RESULTS = BASE + "/render/results/";
    private static final Map<String, String> PRICES = Map.of(
            "cirrus SD",
            "0.40",
            "cirrus FULL",
            "0.90",
            "stratus SD",
            "0.15",
            "stratus FULL",
            "0.35",
            "cumulus SD",
            "0.55",
            "cumulus FULL",
            "1.10");

    private final AtomicLong numbers = new AtomicLong(9_007_199_254_740_993L);

    @Override
    public String basePath() {
        return BASE;
    }

    @Override
    public RequestKind kind(ReceivedRequest request) {
        if (request.method().equals("PUT") && request.path().equals(QUEUE)) {
            return RequestKind.SUBMIT;
        }
        if (request.method().equals("POST") && request.path().equals(MEDIA)) {
            return RequestKind.UPLOAD;
        }
        if (request.method().equals("DELETE") && request.path().startsWith(JOBS)) {
            return RequestKind.CANCEL;
        }
        boolean polls = request.path().startsWith(JOBS) || request.path().startsWith(RESULTS);
        return request.method().equals("GET") && polls ? RequestKind.POLL : RequestKind.OTHER;
    }

    @Override
    public ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
        if (request.header("nimbus-token").orElse("").isBlank()) {
            return errorResponse(401);
        }
        return switch (kind(request)) {
            case SUBMIT -> enqueue(request, tasks);
            case POLL ->
                request.path().startsWith(JOBS)
                        ? about(request, JOBS, tasks, NimbusDialect::job)
                        : about(request, RESULTS, tasks, NimbusDialect::result);
            case CANCEL -> stop(request, tasks);
            case UPLOAD -> store(request, tasks);
            default -> errorResponse(404);
        };
    }

    @Override
    public ServerResponse errorResponse(int status) {
        return error(status, "STATUS_" + status, "rejected with status " + status);
    }

    private static ServerResponse error(int status, String title, String detail) {
        return ServerResponse.json(status, problem(object(), title, detail).toString());
    }

    private static ObjectNode problem(ObjectNode around, String title, String detail) {
        around.putObject("problem").put("title", title).put("detail", detail);
        return around;
    }

    private ServerResponse enqueue(ReceivedRequest request, DialectTaskOperations tasks) {
        JsonBodyValidator body = JsonBodyValidator.of(request.body());
        String engine = body.requiredOneOf("output.engine", List.of("cirrus", "stratus", "cumulus"));
        if (engine.equals("cumulus")) {
            body.requiredUrl("scene.start.frame");
            body.text("scene.describe");
        } else {
            body.requiredText("scene.describe");
        }
        body.textUpTo("scene.describe", 1000);
        body.textUpTo("scene.avoid", 300);
        String picture = body.requiredOneOf("output.picture", List.of("SD", "FULL"));
        body.check(body.integer("output.seconds").isPresent(), "output.seconds is missing");
        body.integer("output.seconds", 6, 6);
        body.integer("output.seed", 1, 99_999_999);
        if (body.text("callback").isPresent()) {
            body.requiredUrl("callback");
        }
        body.rejectUnknown();
        if (body.problem().isPresent()) {
            return error(400, "BAD_SCENE", body.problem().get());
        }
        TaskSnapshot task = tasks.accept(new BilledOrder(
                Long.toString(numbers.getAndIncrement()),
                engine.equals("cumulus") ? "image-to-video" : "text-to-video",
                QUEUE,
                Optional.of(engine),
                picture.equals("SD") ? "480P" : "1080P",
                Duration.ofSeconds(6),
                Optional.of(Money.parse(PRICES.get(engine + " " + picture) + " EUR")),
                body.root()));
        body.text("callback")
                .map(URI::create)
                .ifPresent(url -> tasks.postWhenEnded(
                        task.id(), url, ended -> signed(job(ended).toString(), tasks.now())));
        return ServerResponse.json(202, job(task).toString());
    }

    /** Stores a PNG or JPEG file of at most 1,000,000 bytes. */
    private ServerResponse store(ReceivedRequest request, DialectTaskOperations tasks) {
        String type = request.header("content-type").orElse("");
        if (!List.of("image/png", "image/jpeg").contains(type)) {
            return error(415, "BAD_TYPE", "Only PNG and JPEG are stored");
        }
        if (request.content().remaining() > 1_000_000) {
            return error(413, "TOO_LARGE", "At most 1000000 bytes are stored");
        }
        URI url = URI.create("https://media.nimbus.example/" + numbers.getAndIncrement());
        tasks.recordUpload(new UploadedFile(url, type, request.content()));
        return ServerResponse.json(201, object().put("href", url.toString()).toString());
    }

    private static ServerResponse stop(ReceivedRequest request, DialectTaskOperations tasks) {
        return tasks.cancel(request.path().substring(JOBS.length()))
                .map(before -> ServerResponse.json(
                        200,
                        object().put("late", before.hasEnded())
                                .put("charged", before.phase() != TaskSnapshot.Phase.QUEUED)
                                .toString()))
                .orElseGet(() -> error(404, "NO_SUCH_JOB", "There is no job of this number"));
    }

    private static CallbackMessage signed(String body, Instant now) {
        String time = String.valueOf(now.getEpochSecond());
        return CallbackMessage.of(body)
                .header("Nimbus-Time", time)
                .header("Nimbus-Signature", CallbackMessage.hmacSha256(SimulatedProvider.CALLBACK_SECRET, time + body));
    }

    private ServerResponse about(
            ReceivedRequest request,
            String path,
            DialectTaskOperations tasks,
            Function<TaskSnapshot, ObjectNode> report) {
        return tasks.find(request.path().substring(path.length()))
                .map(task -> ServerResponse.json(200, report.apply(task).toString()))
                .orElseGet(() -> error(404, "NO_SUCH_JOB", "There is no job of this number"));
    }

    private static ObjectNode job(TaskSnapshot task) {
        ObjectNode response = object();
        ObjectNode job = response.putObject("job").put("number", Long.parseLong(task.id()));
        job.putObject("progress")
                .put("status", status(task))
                .put(
                        "says",
                        task.status()
                                .map(status -> "undocumented")
                                .orElse(task.phase().name()));
        if (task.phase() == TaskSnapshot.Phase.FAILED) {
            problem(job, task.failureCode(), task.failureMessage());
        }
        return response;
    }

    private static ObjectNode result(TaskSnapshot task) {
        ObjectNode response = object();
        var clips = response.putArray("clips");
        task.video().ifPresent(url -> clips.addObject().putObject("at").put("href", url.toString()));
        return response;
    }

    @Override
    public String unexplainedStatus() {
        return "77";
    }

    @Override
    public boolean reportsCancelled() {
        return true;
    }

    @Override
    public Currency currency() {
        return Currency.getInstance("EUR");
    }

    /** Returns the status as a number. */
    private static int status(TaskSnapshot task) {
        if (task.status().isPresent()) {
            return Integer.parseInt(task.status().get());
        }
        return switch (task.phase()) {
            case QUEUED -> 10;
            case RUNNING -> 20;
            case SUCCEEDED -> 30;
            case FAILED -> 90;
            case CANCELLED -> 91;
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
