package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Speaks as Pixazo does: every call is a POST of JSON with three headers. */
final class PixazoDialect implements VendorDialect {

    private static final Map<Integer, String> ERRORS = Map.of(
            400, "Invalid request parameters",
            401, "Invalid or missing authentication",
            402, "Out of credits",
            403, "Access denied for this operation",
            404, "Endpoint not found",
            429, "Rate limit exceeded, please retry later",
            500, "An unexpected error occurred, please try again later");

    private final List<PixazoService> services =
            List.of(new PixazoTextToVideo(), new PixazoImageToVideo(), new PixazoSpeechToVideo(), new PixazoAnimate());

    @Override
    public String basePath() {
        return "";
    }

    @Override
    public RequestKind kind(ReceivedRequest request) {
        if (!request.method().equals("POST")) {
            return RequestKind.OTHER;
        }
        for (PixazoService service : services) {
            if (request.path().equals(service.submitPath())) {
                return RequestKind.SUBMIT;
            }
            if (request.path().equals(service.pollPath())) {
                return RequestKind.POLL;
            }
        }
        return RequestKind.OTHER;
    }

    @Override
    public Reply answer(ReceivedRequest request, Tasks tasks) {
        RequestKind kind = kind(request);
        if (kind == RequestKind.OTHER) {
            return refuse(404, "no such endpoint: " + request.method() + " " + request.path());
        }
        if (request.header("ocp-apim-subscription-key").orElse("").isBlank()) {
            return refuse(401, "the header Ocp-Apim-Subscription-Key is missing or blank");
        }
        Fields fields = Fields.of(request.body());
        fields.check(
                lowerCase(request, "content-type").startsWith("application/json"),
                "Content-Type must be application/json");
        fields.check(lowerCase(request, "cache-control").contains("no-cache"), "Cache-Control must be no-cache");
        return kind == RequestKind.SUBMIT ? submit(request, fields, tasks) : poll(request, fields, tasks);
    }

    @Override
    public Reply error(int status) {
        String text = ERRORS.getOrDefault(status, ERRORS.getOrDefault(status < 500 ? 400 : 500, ""));
        return Reply.json(
                status, JsonNodeFactory.instance.objectNode().put("error", text).toString());
    }

    @Override
    public List<DocumentedRequest> documented() {
        return DocumentedRequests.of("pixazo");
    }

    private Reply submit(ReceivedRequest request, Fields fields, Tasks tasks) {
        PixazoService service = services.stream()
                .filter(each -> each.submitPath().equals(request.path()))
                .findFirst()
                .orElseThrow();
        Order order = service.check(UUID.randomUUID().toString(), fields);
        Optional<String> problem = fields.problem();
        if (problem.isPresent()) {
            return refuse(400, problem.get());
        }
        return Refusal.remarked(
                Reply.json(200, service.accepted(tasks.accept(order)).toString()), fields.strangers());
    }

    /** Two services share one address, so it is the task that decides who reports. */
    private Reply poll(ReceivedRequest request, Fields fields, Tasks tasks) {
        List<PixazoService> here = services.stream()
                .filter(each -> each.pollPath().equals(request.path()))
                .toList();
        String id = fields.requiredText(here.get(0).pollField());
        Optional<String> problem = fields.problem();
        if (problem.isPresent()) {
            return refuse(400, problem.get());
        }
        Optional<Task> task = tasks.find(id);
        return task.flatMap(known -> here.stream()
                        .filter(each -> each.operation().equals(known.order().operation()))
                        .findFirst()
                        .map(service -> Reply.json(200, service.report(known).toString())))
                .orElseGet(() -> refuse(404, "no such task at this address: " + id));
    }

    private Reply refuse(int status, String reason) {
        return error(status).header(Refusal.REASON, Refusal.printable(reason));
    }

    private static String lowerCase(ReceivedRequest request, String header) {
        return request.header(header).orElse("").toLowerCase(Locale.ROOT);
    }
}
