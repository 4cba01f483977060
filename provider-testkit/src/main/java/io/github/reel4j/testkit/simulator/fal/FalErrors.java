package io.github.reel4j.testkit.simulator.fal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The documented errors of fal: of the model, of a request, and of the gateway. Stateless. */
final class FalErrors {

    static final String CANCELLED = "client_cancelled";

    private static final Map<String, Integer> OF_REQUESTS = Map.ofEntries(
            Map.entry("request_timeout", 504),
            Map.entry("startup_timeout", 504),
            Map.entry("runner_scheduling_failure", 503),
            Map.entry("runner_connection_timeout", 503),
            Map.entry("runner_disconnected", 503),
            Map.entry("runner_connection_refused", 503),
            Map.entry("runner_connection_error", 503),
            Map.entry("runner_incomplete_response", 502),
            Map.entry("runner_server_error", 500),
            Map.entry("internal_error", 500),
            Map.entry("client_disconnected", 499),
            Map.entry(CANCELLED, 499),
            Map.entry("bad_request", 400));

    private static final Map<String, Integer> OF_MODELS = Map.of(
            "internal_server_error", 500,
            "generation_timeout", 504,
            "downstream_service_error", 400,
            "downstream_service_unavailable", 500);

    private static final Map<Integer, String> OF_GATEWAY = Map.of(
            400, "Bad request",
            401, "invalid key credentials",
            402, "Payment required",
            403, "Forbidden",
            404, "Application \"fal-ai/wan\" not found",
            422, "Unprocessable entity",
            429, "Too many requests");

    private FalErrors() {}

    /** Returns whether the status of a task reports this error. Others appear in its result only. */
    static boolean isOfRequest(String type) {
        return OF_REQUESTS.containsKey(type);
    }

    /** Returns the HTTP status of an error. */
    static int status(String type) {
        return OF_REQUESTS.getOrDefault(type, OF_MODELS.getOrDefault(type, 422));
    }

    static boolean isRetryable(String type) {
        return OF_MODELS.containsKey(type);
    }

    static String gatewayDetail(int status) {
        return OF_GATEWAY.getOrDefault(status, status < 500 ? "Bad request" : "Internal server error");
    }

    /** Returns the body of an error whose detail is a text. */
    static ObjectNode text(String detail) {
        return JsonNodeFactory.instance.objectNode().put("detail", detail);
    }

    /** Returns the body of an error of a model, whose detail is a list. */
    static ObjectNode list(String field, String message, String type) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode error = body.putArray("detail").addObject();
        error.putArray("loc").add("body").add(field);
        error.put("msg", message).put("type", type).put("url", "https://docs.fal.ai/errors#" + type);
        return body;
    }
}
