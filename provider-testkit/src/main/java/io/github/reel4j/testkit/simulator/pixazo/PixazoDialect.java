package io.github.reel4j.testkit.simulator.pixazo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.http.ServerResponse;
import io.github.reel4j.testkit.simulator.BilledOrder;
import io.github.reel4j.testkit.simulator.DialectTaskOperations;
import io.github.reel4j.testkit.simulator.DocumentedRequest;
import io.github.reel4j.testkit.simulator.DocumentedRequestReader;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import io.github.reel4j.testkit.simulator.RequestKind;
import io.github.reel4j.testkit.simulator.TaskSnapshot;
import io.github.reel4j.testkit.simulator.VendorDialect;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The HTTP API of Pixazo: every call is a POST of JSON with three headers. */
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
    public ServerResponse respond(ReceivedRequest request, DialectTaskOperations tasks) {
        RequestKind kind = kind(request);
        if (kind == RequestKind.OTHER) {
            return reject(404, "no such endpoint: " + request.method() + " " + request.path());
        }
        if (request.header("ocp-apim-subscription-key").orElse("").isBlank()) {
            return reject(401, "the header Ocp-Apim-Subscription-Key is missing or blank");
        }
        JsonBodyValidator body = JsonBodyValidator.of(request.body());
        body.check(
                lowerCase(request, "content-type").startsWith("application/json"),
                "Content-Type must be application/json");
        body.check(lowerCase(request, "cache-control").contains("no-cache"), "Cache-Control must be no-cache");
        return kind == RequestKind.SUBMIT ? submit(request, body, tasks) : poll(request, body, tasks);
    }

    @Override
    public boolean pollsNameTheTask() {
        return true;
    }

    @Override
    public ServerResponse errorResponse(int status) {
        String text = ERRORS.getOrDefault(status, ERRORS.getOrDefault(status < 500 ? 400 : 500, ""));
        return ServerResponse.json(
                status, JsonNodeFactory.instance.objectNode().put("error", text).toString());
    }

    @Override
    public List<DocumentedRequest> documentedRequests() {
        return DocumentedRequestReader.of(PixazoDialect.class);
    }

    private ServerResponse submit(ReceivedRequest request, JsonBodyValidator body, DialectTaskOperations tasks) {
        PixazoService service = services.stream()
                .filter(each -> each.submitPath().equals(request.path()))
                .findFirst()
                .orElseThrow();
        BilledOrder order = service.check(UUID.randomUUID().toString(), body);
        Optional<String> problem = body.problem();
        if (problem.isPresent()) {
            return reject(400, problem.get());
        }
        return RejectedRequest.withReason(
                ServerResponse.json(200, service.accepted(tasks.accept(order)).toString()), body.unknownFields());
    }

    /** Two services share one path, so the operation of the task selects the service. */
    private ServerResponse poll(ReceivedRequest request, JsonBodyValidator body, DialectTaskOperations tasks) {
        List<PixazoService> here = services.stream()
                .filter(each -> each.pollPath().equals(request.path()))
                .toList();
        String id = body.requiredText(here.get(0).pollField());
        Optional<String> problem = body.problem();
        if (problem.isPresent()) {
            return reject(400, problem.get());
        }
        Optional<TaskSnapshot> task = tasks.find(id);
        return task.flatMap(known -> here.stream()
                        .filter(each -> each.operation().equals(known.order().operation()))
                        .findFirst()
                        .map(service ->
                                ServerResponse.json(200, service.report(known).toString())))
                .orElseGet(() -> reject(404, "no such task at this path: " + id));
    }

    private ServerResponse reject(int status, String reason) {
        return errorResponse(status).header(RejectedRequest.REASON, RejectedRequest.printable(reason));
    }

    private static String lowerCase(ReceivedRequest request, String header) {
        return request.header(header).orElse("").toLowerCase(Locale.ROOT);
    }
}
