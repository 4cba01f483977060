package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reel4j.testkit.http.ServerResponse;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** Responses about a task that name another one. */
public final class ForeignResponses {

    private ForeignResponses() {}

    /** Returns ids of the same format that are almost equal to this one: other at one end, longer, or shorter. */
    public static List<String> similarTo(String id) {
        int last = id.length() - 1;
        return Stream.of(
                        id.substring(0, last) + other(id.charAt(last)),
                        other(id.charAt(0)) + id.substring(1),
                        id + other(id.charAt(last)),
                        id.substring(0, last))
                .filter(similar -> !similar.isBlank() && !similar.equals(id))
                .distinct()
                .toList();
    }

    private static String other(char character) {
        return switch (character) {
            case '9', 'f', 'F', 'z', 'Z' -> String.valueOf((char) (character - 1));
            default -> Character.isLetterOrDigit(character) ? String.valueOf((char) (character + 1)) : "1";
        };
    }

    /** Returns the response with {@code other} in place of the id, also where it is a part of a text. */
    public static ServerResponse renamed(ServerResponse response, String id, String other) {
        ServerResponse changed = response;
        for (JsonNode value : JsonNodeMapper.all(JsonNodeMapper.text(response))) {
            String text = value.asText();
            if (text.contains(id)) {
                changed = JsonNodeMapper.replace(changed, value::equals, like(value, text.replace(id, other)));
            }
        }
        return changed;
    }

    private static JsonNode like(JsonNode value, String text) {
        return value.isIntegralNumber() ? BigIntegerNode.valueOf(new BigInteger(text)) : TextNode.valueOf(text);
    }
}
