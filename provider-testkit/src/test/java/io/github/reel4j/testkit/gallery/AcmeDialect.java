package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.Wrong.kind;
import static io.github.reel4j.testkit.gallery.Wrong.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.Money;
import io.github.reel4j.testkit.contract.SimulatedProvider;
import io.github.reel4j.testkit.gallery.AcmeStyle.Abilities;
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
import java.util.List;
import java.util.Optional;

/** Speaks as Acme does. */
final class AcmeDialect implements VendorDialect {

    private static final String JOBS = "/v1/jobs";
    private static final String UNEXPLAINED = "reheating";

    private final AcmeStyle style;

    AcmeDialect(AcmeStyle style) {
        this.style = style;
    }

    @Override
    public String basePath() {
        return "/v1";
    }

    @Override
    public RequestKind kind(ReceivedRequest request) {
        if (request.path().equals(JOBS) && request.method().equals(style.method())) {
            return RequestKind.SUBMIT;
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
    public Reply answer(ReceivedRequest request, Tasks tasks) {
        if (request.header(style.keyHeader()).orElse("").isBlank()) {
            return error(401);
        }
        return switch (kind(request)) {
            case SUBMIT -> submit(request, tasks);
            case POLL ->
                tasks.find(request.path().substring(JOBS.length() + 1))
                        .map(task -> Reply.json(200, report(task)))
                        .orElseGet(() -> error(404));
            case CANCEL ->
                tasks.cancel(request.path().substring(JOBS.length() + 1))
                        .map(AcmeDialect::stopped)
                        .orElseGet(() -> error(404));
            default -> error(404);
        };
    }

    @Override
    public Reply error(int status) {
        return error(status, "Acme says " + status);
    }

    private static Reply error(int status, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", "E" + status).put("message", message);
        return Reply.json(status, body.toString());
    }

    private Reply submit(ReceivedRequest request, Tasks tasks) {
        Fields fields = Fields.of(request.body());
        String model = fields.requiredOneOf("model", List.of("acme-1", "acme-1-pro", "acme-motion"));
        if (model.equals("acme-motion")) {
            fields.requiredUrl("image");
            fields.requiredUrl("video");
        } else {
            fields.requiredText("prompt");
        }
        fields.text("negative_prompt").ifPresent(text -> fields.check(!text.isBlank(), "negative_prompt is empty"));
        fields.oneOf("resolution", List.of("480p", "720p"));
        fields.oneOf("mood", List.of("calm", "wild"));
        fields.oneOf("duration", List.of("5", "10"));
        fields.integer("seed", 0, Integer.MAX_VALUE);
        if (style.abilities() != Abilities.NONE && fields.text("notify").isPresent()) {
            fields.requiredUrl("notify");
        }
        // what wrong providers send here and a careless vendor overlooks: their rule is another one
        fields.text("steps");
        fields.text("api_key");
        boolean careless = fields.text("watermark").isPresent();
        fields.nothingElse();
        if (fields.problem().isPresent()) {
            return error(400, fields.problem().get());
        }
        Task task = tasks.accept(new Order(
                style.ids().get(),
                model,
                JOBS,
                Optional.of(model),
                "64*48",
                Duration.ofMillis(100),
                Optional.of(Money.usd("0.25")),
                fields.root()));
        fields.text("notify")
                .map(URI::create)
                .ifPresent(address -> tasks.postWhenEnded(
                        task.id(), address, ended -> signed(CallbackMessage.of(report(ended)), tasks.now())));
        Reply accepted = Reply.json(202, report(task));
        return careless
                ? accepted.header("X-Simulator-Reason", "watermark is in no document of the vendor's")
                : accepted;
    }

    /** What waits is stopped for nothing, what is being made is charged. */
    private static Reply stopped(Task before) {
        return Reply.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("stopped", !before.hasEnded())
                        .put("charged", before.phase() != Task.Phase.QUEUED)
                        .toString());
    }

    private CallbackMessage signed(CallbackMessage message, Instant now) {
        if (style.abilities() == Abilities.UNSIGNED) {
            return message;
        }
        String stamp = String.valueOf(now.getEpochSecond());
        return message.header("X-Acme-Time", stamp)
                .header(
                        "X-Acme-Signature",
                        CallbackMessage.hmacSha256(SimulatedProvider.CALLBACK_SECRET, stamp + message.body()));
    }

    private String report(Task task) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ObjectNode job = reply.putObject("job").put("id", task.id());
        job.set("state", state(task));
        if (task.phase() == Task.Phase.SUCCEEDED) {
            job.put("film", task.videoOrNothing().replace("127.0.0.1", style.host()));
        }
        if (task.phase() == Task.Phase.FAILED) {
            ObjectNode error = reply.putObject("error").put("message", task.failureMessage());
            if (!task.failureCode().isEmpty()) {
                error.put("code", task.failureCode());
            }
        }
        if (style.chatty()) {
            job.putObject("eta").put("seconds", 12.5).putNull("queue");
            reply.put("trace", "a1b2").putArray("links").add(1).addNull().addObject();
        }
        return reply.toString();
    }

    @Override
    public String unexplainedStatus() {
        return style.word(UNEXPLAINED);
    }

    @Override
    public String failureCode() {
        return style.code();
    }

    private JsonNode state(Task task) {
        String plain = task.word().isPresent()
                ? UNEXPLAINED
                : switch (task.phase()) {
                    case QUEUED -> "waiting";
                    case RUNNING -> "making";
                    case SUCCEEDED -> "done";
                    case FAILED -> "gave_up";
                };
        return style.words().apply(plain);
    }
}
