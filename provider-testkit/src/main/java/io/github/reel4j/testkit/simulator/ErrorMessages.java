package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.testkit.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Replaces the message in a vendor's error responses. */
final class ErrorMessages {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> NAMES = Set.of(
            "message",
            "msg",
            "error",
            "detail",
            "details",
            "description",
            "reason",
            "title",
            "errorMessage",
            "error_message",
            "errorMsg",
            "error_msg",
            "failMsg");

    /** Fields that contain a short text if a field that is not one of them is beside them, as in problem+json. */
    private static final Set<String> SHORT = Set.of("title", "error", "reason");

    private ErrorMessages() {}

    /** Returns the response with another message; with a new body if it has no field for a message. */
    static ServerResponse replaced(ServerResponse response, String message) {
        JsonNode root = parsed(response);
        if (replace(root, message) > 0) {
            return response.body(bytes(root));
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        return response.body(bytes(body.put("error", message).put("message", message)));
    }

    private static JsonNode parsed(ServerResponse response) {
        try {
            return JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    /** Returns the number of texts that were replaced. */
    private static int replace(JsonNode node, String message) {
        int count = 0;
        for (String name : messages(node)) {
            ((ObjectNode) node).put(name, message);
            count++;
        }
        for (JsonNode child : node) {
            count += replace(child, message);
        }
        return count;
    }

    /** Returns the names of the fields with the message of an object. */
    private static List<String> messages(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        names.removeIf(name -> !node.get(name).isTextual() || !NAMES.contains(name));
        if (!SHORT.containsAll(names)) {
            names.removeAll(SHORT);
        }
        return names;
    }

    private static byte[] bytes(JsonNode root) {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
