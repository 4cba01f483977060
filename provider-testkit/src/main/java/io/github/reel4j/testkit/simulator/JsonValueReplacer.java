package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Replaces values in JSON. */
public final class JsonValueReplacer {

    private static final JsonMapper JSON = new JsonMapper();

    private JsonValueReplacer() {}

    /**
     * Returns the body with {@code json} in place of the task id. Other texts that contain the id, for example URLs,
     * become null.
     */
    static byte[] withTaskId(byte[] body, String taskId, String json) {
        JsonNode value = parsed(json.getBytes(StandardCharsets.UTF_8));
        return bytes(changed(parsed(body), each -> {
            String text = each.asText();
            if (taskId.isEmpty() || !text.contains(taskId)) {
                return each;
            }
            return text.equals(taskId) ? value : JsonNodeFactory.instance.nullNode();
        }));
    }

    /** Returns whether a value of the JSON is this text. */
    public static boolean contains(byte[] body, String text) {
        return contains(parsed(body), text);
    }

    private static boolean contains(JsonNode node, String text) {
        if (node.isValueNode()) {
            return node.asText().equals(text);
        }
        for (JsonNode child : node) {
            if (contains(child, text)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the body with {@code json} in place of each text and whole number, because ids are one of them. */
    public static byte[] withEachText(byte[] body, String json) {
        JsonNode value = parsed(json.getBytes(StandardCharsets.UTF_8));
        return bytes(changed(parsed(body), each -> each.isTextual() || each.isIntegralNumber() ? value : each));
    }

    /** Returns the body with {@code json} in place of each number. */
    public static byte[] withEachNumber(byte[] body, String json) {
        JsonNode value = parsed(json.getBytes(StandardCharsets.UTF_8));
        return bytes(changed(parsed(body), each -> each.isNumber() ? value : each));
    }

    /** Returns a JSON object with one more field at its end, so that it has about this size. */
    public static byte[] padded(byte[] body, int size) {
        JsonNode root = parsed(body);
        return root instanceof ObjectNode object
                ? bytes(object.put("padding", "x".repeat(Math.max(0, size - body.length))))
                : body;
    }

    private static JsonNode changed(JsonNode node, Function<JsonNode, JsonNode> change) {
        if (node instanceof ObjectNode object) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> object.set(name, changed(object.get(name), change)));
            return object;
        }
        if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, changed(array.get(i), change));
            }
            return array;
        }
        return change.apply(node);
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return JSON.readTree(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            return JsonNodeFactory.instance.textNode(new String(body, StandardCharsets.UTF_8));
        }
    }

    private static byte[] bytes(JsonNode root) {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }
}
