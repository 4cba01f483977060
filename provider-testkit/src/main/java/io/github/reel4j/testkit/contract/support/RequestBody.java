package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Finds values in the body of an order, independent of its format. */
public final class RequestBody {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private RequestBody() {}

    /**
     * Returns whether {@code body} contains {@code text} literally, form-encoded, in JSON, or in JSON nested in a JSON
     * string.
     */
    public static boolean contains(String body, String text) {
        return body.contains(text)
                || decoded(body).contains(text)
                || texts(body).anyMatch(each -> each.contains(text));
    }

    private static String decoded(String body) {
        try {
            return URLDecoder.decode(body, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return body;
        }
    }

    private static Stream<String> texts(String body) {
        try {
            return texts(JSON.readTree(body));
        } catch (JsonProcessingException e) {
            return Stream.empty();
        }
    }

    private static Stream<String> texts(JsonNode node) {
        if (node.isTextual() && node.textValue().startsWith("{")) {
            return Stream.concat(Stream.of(node.textValue()), texts(node.textValue()));
        }
        return node.isValueNode()
                ? Stream.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false).flatMap(RequestBody::texts);
    }
}
