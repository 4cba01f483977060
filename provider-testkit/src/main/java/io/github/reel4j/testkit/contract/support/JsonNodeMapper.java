package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reel4j.testkit.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads and replaces the values in a JSON body of any structure, including JSON that is embedded in a string value. A
 * body that is not JSON has no values.
 */
public final class JsonNodeMapper {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonNodeMapper() {}

    /** Returns all texts, numbers, booleans and nulls of a body. */
    public static List<JsonNode> all(String body) {
        List<JsonNode> values = new ArrayList<>();
        parse(body)
                .ifPresent(root -> mapped(root, value -> {
                    values.add(value);
                    return Optional.of(value);
                }));
        return values;
    }

    /** Returns the response with {@code replacement} in place of each value that matches. */
    public static ServerResponse replace(ServerResponse response, Predicate<JsonNode> which, JsonNode replacement) {
        return changed(response, value -> Optional.of(which.test(value) ? replacement : value));
    }

    /** Returns the response without the values that match. */
    public static ServerResponse remove(ServerResponse response, Predicate<JsonNode> which) {
        return changed(response, value -> which.test(value) ? Optional.empty() : Optional.of(value));
    }

    private static ServerResponse changed(ServerResponse response, Function<JsonNode, Optional<JsonNode>> change) {
        return parse(text(response))
                .map(root ->
                        mapped(root, change).map(JsonNode::toString).orElse("").getBytes(StandardCharsets.UTF_8))
                .map(response::body)
                .orElse(response);
    }

    /** Returns the body as text. */
    public static String text(ServerResponse response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** Returns the JSON document of a text, if it is an object or an array. */
    public static Optional<JsonNode> parse(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> mapped(JsonNode node, Function<JsonNode, Optional<JsonNode>> change) {
        if (node.isObject()) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member ->
                            mapped(member.getValue(), change).ifPresent(value -> copy.set(member.getKey(), value)));
            return Optional.of(copy);
        }
        if (node.isArray()) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> mapped(element, change).ifPresent(copy::add));
            return Optional.of(copy);
        }
        Optional<JsonNode> document = node.isTextual() ? parse(node.textValue()) : Optional.empty();
        return document.isPresent()
                ? mapped(document.get(), change).map(value -> TextNode.valueOf(value.toString()))
                : change.apply(node);
    }
}
