package io.github.reel4j.house.nimbus;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.contract.SimulatedProvider;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;
import io.github.reel4j.testkit.simulator.CallbackMessage;
import io.github.reel4j.testkit.simulator.Fields;
import io.github.reel4j.testkit.simulator.Order;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.Task;
import io.github.reel4j.testkit.simulator.Tasks;
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

/** Speaks as Nimbus would. */
final class NimbusDialect implements VendorDialect {

    private static final String BASE = "/eu";
    private static final String QUEUE = BASE + "/render/queue";
    private static final String JOBS = BASE + "/render/jobs/";
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
        if (request.method().equals("DELETE") && request.path().startsWith(JOBS)) {
            return RequestKind.CANCEL;
        }
        boolean asks = request.path().startsWith(JOBS) || request.path().startsWith(RESULTS);
        return request.method().equals("GET") && asks ? RequestKind.POLL : RequestKind.OTHER;
    }

    @Override
    public Reply answer(ReceivedRequest request, Tasks tasks) {
        if (request.header("nimbus-token").orElse("").isBlank()) {
            return error(401);
        }
        return switch (kind(request)) {
            case SUBMIT -> enqueue(request, tasks);
            case POLL ->
                request.path().startsWith(JOBS)
                        ? about(request, JOBS, tasks, NimbusDialect::job)
                        : about(request, RESULTS, tasks, NimbusDialect::result);
            case CANCEL -> stop(request, tasks);
            default -> error(404);
        };
    }

    @Override
    public Reply error(int status) {
        return error(status, "STATUS_" + status, "Nimbus refuses this with " + status);
    }

    private static Reply error(int status, String title, String detail) {
        return Reply.json(status, problem(object(), title, detail).toString());
    }

    private static ObjectNode problem(ObjectNode around, String title, String detail) {
        around.putObject("problem").put("title", title).put("detail", detail);
        return around;
    }

    private Reply enqueue(ReceivedRequest request, Tasks tasks) {
        Fields fields = Fields.of(request.body());
        String engine = fields.requiredOneOf("output.engine", List.of("cirrus", "stratus", "cumulus"));
        if (engine.equals("cumulus")) {
            fields.requiredUrl("scene.start.frame");
            fields.text("scene.describe");
        } else {
            fields.requiredText("scene.describe");
        }
        fields.textUpTo("scene.describe", 1000);
        fields.textUpTo("scene.avoid", 300);
        String picture = fields.requiredOneOf("output.picture", List.of("SD", "FULL"));
        fields.check(fields.integer("output.seconds").isPresent(), "output.seconds is missing");
        fields.integer("output.seconds", 6, 6);
        fields.integer("output.seed", 1, 99_999_999);
        if (fields.text("tell").isPresent()) {
            fields.requiredUrl("tell");
        }
        fields.nothingElse();
        if (fields.problem().isPresent()) {
            return error(400, "BAD_SCENE", fields.problem().get());
        }
        Task task = tasks.accept(new Order(
                Long.toString(numbers.getAndIncrement()),
                engine.equals("cumulus") ? "image-to-video" : "text-to-video",
                QUEUE,
                Optional.of(engine),
                picture.equals("SD") ? "480P" : "1080P",
                Duration.ofSeconds(6),
                Optional.of(Money.parse(PRICES.get(engine + " " + picture) + " EUR")),
                fields.root()));
        fields.text("tell")
                .map(URI::create)
                .ifPresent(address -> tasks.postWhenEnded(
                        task.id(), address, ended -> signed(job(ended).toString(), tasks.now())));
        return Reply.json(202, job(task).toString());
    }

    private static Reply stop(ReceivedRequest request, Tasks tasks) {
        return tasks.cancel(request.path().substring(JOBS.length()))
                .map(before -> Reply.json(
                        200,
                        object().put("late", before.hasEnded())
                                .put("charged", before.phase() != Task.Phase.QUEUED)
                                .toString()))
                .orElseGet(() -> error(404, "NO_SUCH_JOB", "There is no job of this number"));
    }

    private static CallbackMessage signed(String body, Instant now) {
        String time = String.valueOf(now.getEpochSecond());
        return CallbackMessage.of(body)
                .header("Nimbus-Time", time)
                .header("Nimbus-Signature", CallbackMessage.hmacSha256(SimulatedProvider.CALLBACK_SECRET, time + body));
    }

    private Reply about(ReceivedRequest request, String path, Tasks tasks, Function<Task, ObjectNode> report) {
        return tasks.find(request.path().substring(path.length()))
                .map(task -> Reply.json(200, report.apply(task).toString()))
                .orElseGet(() -> error(404, "NO_SUCH_JOB", "There is no job of this number"));
    }

    private static ObjectNode job(Task task) {
        ObjectNode reply = object();
        ObjectNode job = reply.putObject("job").put("number", Long.parseLong(task.id()));
        job.putObject("progress")
                .put("status", status(task))
                .put(
                        "says",
                        task.word()
                                .map(word -> "nobody knows")
                                .orElse(task.phase().name()));
        if (task.phase() == Task.Phase.FAILED) {
            problem(job, task.failureCode(), task.failureMessage());
        }
        return reply;
    }

    private static ObjectNode result(Task task) {
        ObjectNode reply = object();
        var clips = reply.putArray("clips");
        task.video().ifPresent(url -> clips.addObject().putObject("at").put("href", url.toString()));
        return reply;
    }

    @Override
    public String unexplainedStatus() {
        return "77";
    }

    @Override
    public Currency currency() {
        return Currency.getInstance("EUR");
    }

    /** The number counts, the words beside it are for people. */
    private static int status(Task task) {
        if (task.word().isPresent()) {
            return Integer.parseInt(task.word().get());
        }
        return switch (task.phase()) {
            case QUEUED -> 10;
            case RUNNING -> 20;
            case SUCCEEDED -> 30;
            case FAILED -> 90;
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
