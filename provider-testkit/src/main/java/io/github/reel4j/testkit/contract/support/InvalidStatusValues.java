package io.github.reel4j.testkit.contract.support;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Generates undocumented and malformed status values from those that a vendor documents, and finds the place of a
 * status in a response.
 */
public final class InvalidStatusValues {

    private InvalidStatusValues() {}

    /** Returns the place of a status value in a response; empty if the response has no such value. */
    public static Optional<JsonPointer> place(String response, String status) {
        return JsonNodeMapper.parse(response).flatMap(root -> place(root, status, JsonPointer.empty()));
    }

    private static Optional<JsonPointer> place(JsonNode node, String status, JsonPointer at) {
        if (node.isValueNode()) {
            return node.asText().equals(status) ? Optional.of(at) : Optional.empty();
        }
        Stream<Optional<JsonPointer>> members = node.isObject()
                ? node.properties().stream()
                        .map(member -> place(member.getValue(), status, at.appendProperty(member.getKey())))
                : Stream.iterate(0, index -> index < node.size(), index -> index + 1)
                        .map(index -> place(node.get(index), status, at.appendIndex(index)));
        return members.flatMap(Optional::stream).findFirst();
    }

    /**
     * Returns values of the format of the known ones that no document has: longer and shorter than a known value,
     * containing one, or with the undocumented one in another case.
     */
    public static List<JsonNode> undocumented(String unexplained, List<JsonNode> known) {
        List<JsonNode> values = new ArrayList<>();
        if (known.stream().anyMatch(JsonNode::isNumber)) {
            List.of(1000, -1000, 1_000_000_007).forEach(number -> values.add(IntNode.valueOf(number)));
        } else {
            Stream.of(swappedCase(unexplained), unexplained + "_" + unexplained + "_ONCE_MORE")
                    .map(TextNode::valueOf)
                    .forEach(values::add);
            known.stream()
                    .map(JsonNode::asText)
                    .flatMap(word -> Stream.of(
                            "not_" + word, word + "_partially", word + "2", word.substring(0, word.length() - 1)))
                    .map(TextNode::valueOf)
                    .forEach(values::add);
        }
        // a provider may ignore the case of letters
        List<String> documented =
                known.stream().map(InvalidStatusValues::caseless).toList();
        return values.stream()
                .filter(value ->
                        !documented.contains(caseless(value)) && !value.asText().isBlank())
                .distinct()
                .collect(Collectors.toList());
    }

    /** Returns values of other types than a status can have. */
    public static List<JsonNode> malformed(List<JsonNode> known) {
        List<JsonNode> values = new ArrayList<>(List.of(
                NullNode.getInstance(),
                TextNode.valueOf(""),
                TextNode.valueOf(" "),
                BooleanNode.TRUE,
                BooleanNode.FALSE,
                JsonNodeFactory.instance.objectNode(),
                JsonNodeFactory.instance.arrayNode()));
        if (known.stream().noneMatch(JsonNode::isNumber)) {
            values.add(IntNode.valueOf(0));
            values.add(IntNode.valueOf(1));
            values.add(IntNode.valueOf(200));
        }
        return values;
    }

    private static String caseless(JsonNode value) {
        return value.asText().strip().toLowerCase(Locale.ROOT);
    }

    private static String swappedCase(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.equals(text) ? text.toUpperCase(Locale.ROOT) : lower;
    }
}
