package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes of the body of a genuine callback: each of its nodes is replaced, removed or duplicated. */
public final class CallbackVariants {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> VALUES = List.of(
            "null",
            "7",
            "-1",
            "99999999999999999",
            "9223372036854775807",
            "1.5e400",
            "true",
            "\"\"",
            "\" \"",
            "\"   \"",
            "\"\\t\\u00a0\"",
            "\"\\u0000\\n\"",
            "\"" + "x".repeat(70_000) + "\"",
            "[]",
            "[\"a\", {}]",
            "{}",
            "{\"id\": {\"id\": null}}");

    private CallbackVariants() {}

    /** Returns changed bodies by description; none if the body is no JSON object. */
    public static Map<String, String> of(String body) {
        Map<String, String> all = new LinkedHashMap<>();
        JsonNode root = read(body);
        if (root == null) {
            return all;
        }
        for (JsonPointer node : nodes(root, JsonPointer.empty())) {
            for (String value : VALUES) {
                String shown = value.length() > 30 ? "a text of " + value.length() + " characters" : value;
                put(all, node + " replaced by " + shown, replaced(root, node, value));
            }
            if (node.matches()) {
                put(all, " in a list", "[" + root + "]");
            } else {
                put(all, node + " removed", removed(root, node));
                put(all, node + " duplicated", duplicated(root, node));
            }
        }
        return all;
    }

    private static void put(Map<String, String> all, String name, String body) {
        all.put("the body's " + (name.startsWith(" ") ? "root" : "") + name, body);
    }

    /** Returns whether a text or number of the body contains {@code id}. */
    public static boolean names(String body, String id) {
        JsonNode root = read(body);
        return root != null
                && nodes(root, JsonPointer.empty()).stream()
                        .map(root::at)
                        .filter(node -> node.isTextual() || node.isNumber())
                        .anyMatch(node -> node.asText().contains(id));
    }

    private static @Nullable JsonNode read(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            return root.isContainerNode() ? root : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static List<JsonPointer> nodes(JsonNode node, JsonPointer at) {
        List<JsonPointer> all = new ArrayList<>();
        all.add(at);
        if (node.isObject()) {
            node.properties().forEach(field -> all.addAll(nodes(field.getValue(), at.appendProperty(field.getKey()))));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            all.addAll(nodes(node.get(i), at.appendIndex(i)));
        }
        return all;
    }

    /** Replaces a node in the text, because some values are no JSON that a parser could hold. */
    private static String replaced(JsonNode root, JsonPointer at, String value) {
        if (at.matches()) {
            return value;
        }
        String mark = "\"replaced-by-the-suite\"";
        JsonNode copy = root.deepCopy();
        set(copy.at(at.head()), at.last(), mark);
        return copy.toString().replace(mark, value);
    }

    private static void set(JsonNode parent, JsonPointer last, String quoted) {
        String text = quoted.substring(1, quoted.length() - 1);
        if (parent instanceof ObjectNode object) {
            object.put(last.getMatchingProperty(), text);
        } else if (parent instanceof ArrayNode array) {
            array.set(last.getMatchingIndex(), text);
        }
    }

    private static String removed(JsonNode root, JsonPointer at) {
        JsonNode copy = root.deepCopy();
        JsonNode parent = copy.at(at.head());
        if (parent instanceof ObjectNode object) {
            object.remove(at.last().getMatchingProperty());
        } else if (parent instanceof ArrayNode array) {
            array.remove(at.last().getMatchingIndex());
        }
        return copy.toString();
    }

    /** Returns the body with a field twice, the second time with another value. */
    private static String duplicated(JsonNode root, JsonPointer at) {
        String value = root.at(at).toString();
        String key = at.last().getMatchingProperty();
        return root.at(at.head()).isObject()
                ? replaced(root, at, value + ", \"" + key + "\": {\"other\": \"value\"}")
                : replaced(root, at, value + ", " + value);
    }
}
