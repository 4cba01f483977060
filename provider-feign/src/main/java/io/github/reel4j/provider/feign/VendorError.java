package io.github.reel4j.provider.feign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.reel4j.provider.feign.json.JsonValidator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * The vendor's own words in the body of an error, wherever the vendor puts them. Raw: to be redacted before anyone reads them.
 *
 * @param code a word such as {@code InvalidApiKey}; numbers only repeat the status and are left out
 * @param message a sentence
 * @param shape whose body it may be
 * @param status the HTTP status that the body has as a number
 */
record VendorError(Optional<String> code, Optional<String> message, Shape shape, OptionalInt status) {

    /** How near a body comes to the errors that the vendor documents. */
    enum Shape {
        /** No body. */
        NONE,
        /** One sound JSON object that has what the vendor's errors always have, and at most one field more. */
        DOCUMENTED,
        /** One sound JSON object that tells an error. */
        ERROR,
        /** Anything else: a page, a text, JSON that is cut off, or that tells no error. */
        FOREIGN
    }

    /** Gateways have errors with an {@code error} or a {@code message} too, among several fields of their own. */
    private static final int MAX_MORE_FIELDS = 1;

    private static final int MAX_PLAIN_CHARS = 2000;
    private static final int MAX_DETAILS = 5;

    /** Never throws, whatever the bytes are. */
    static VendorError of(byte[] body, JsonMapper mapper, ErrorPointers pointers) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1).strip();
        }
        try {
            JsonNode root = mapper.readTree(text);
            if (root != null && root.isObject()) {
                Optional<String> code = at(pointers.codes(), root).or(() -> code(root));
                Optional<String> message = at(pointers.messages(), root).or(() -> message(root));
                boolean tells = code.isPresent() || message.isPresent();
                Shape shape = tells && isWellFormed(body, mapper) ? shape(root, pointers) : Shape.FOREIGN;
                return new VendorError(code, message, shape, status(root));
            }
            text = root != null && root.isTextual() ? root.textValue().strip() : text;
        } catch (JsonProcessingException e) {
            // Plain text then.
        }
        return new VendorError(
                Optional.empty(), plainText(text), text.isEmpty() ? Shape.NONE : Shape.FOREIGN, OptionalInt.empty());
    }

    private static boolean isWellFormed(byte[] body, JsonMapper mapper) {
        try {
            return JsonValidator.violation(mapper.getFactory(), body).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static Shape shape(JsonNode root, ErrorPointers pointers) {
        List<String> always = pointers.always();
        boolean whole = always.stream().map(root::at).allMatch(value -> value.isValueNode() && !value.isNull());
        boolean more = !always.isEmpty() && root.size() > always.size() + MAX_MORE_FIELDS;
        return whole && !more ? Shape.DOCUMENTED : Shape.ERROR;
    }

    private static OptionalInt status(JsonNode root) {
        return Stream.of(root.path("code"), root.path("statusCode"), root.path("status"))
                .filter(value -> value.isInt() && value.intValue() >= 100 && value.intValue() <= 599)
                .mapToInt(JsonNode::intValue)
                .findFirst();
    }

    private static Optional<String> at(List<String> pointers, JsonNode root) {
        return first(pointers.stream().map(root::at).toArray(JsonNode[]::new));
    }

    private static Optional<String> code(JsonNode root) {
        return first(
                root.path("error").path("code"),
                root.path("code"),
                root.path("output").path("code"),
                root.path("failCode"),
                root.path("data").path("failCode"));
    }

    /** What is said of the task comes before what is said of the call, which may have been a "success". */
    private static Optional<String> message(JsonNode root) {
        Optional<String> message = first(
                root.path("error"),
                root.path("error").path("message"),
                root.path("failMsg"),
                root.path("data").path("failMsg"),
                root.path("output").path("message"),
                withoutSuccessCodes(root.path("message")));
        Optional<String> details =
                detail(root.path("detail")).or(() -> first(root.path("data").path("error")));
        if (message.isPresent() && details.isPresent()) {
            return Optional.of(message.get() + ": " + details.get());
        }
        return message.or(() -> details);
    }

    /** An envelope may say "success" of the call while it tells of a task's failure. */
    private static JsonNode withoutSuccessCodes(JsonNode message) {
        return message.asText().equalsIgnoreCase("success") ? MissingNode.getInstance() : message;
    }

    private static Optional<String> detail(JsonNode detail) {
        if (!detail.isArray()) {
            return first(detail, detail.path("message"));
        }
        List<String> lines = new ArrayList<>();
        for (JsonNode item : detail) {
            first(item, item.path("msg"))
                    .map(text -> location(item.path("loc")) + text)
                    .filter(line -> lines.size() < MAX_DETAILS)
                    .ifPresent(lines::add);
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
    }

    private static String location(JsonNode location) {
        List<String> steps = new ArrayList<>();
        location.forEach(step -> steps.add(step.asText()));
        return steps.isEmpty() ? "" : String.join(".", steps) + ": ";
    }

    private static Optional<String> first(JsonNode... nodes) {
        return Stream.of(nodes)
                .filter(JsonNode::isTextual)
                .map(node -> node.textValue().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static Optional<String> plainText(String text) {
        boolean markup = text.startsWith("<") || text.startsWith("{") || text.startsWith("[");
        return text.isEmpty() || markup || text.equals("null")
                ? Optional.empty()
                : Optional.of(text.substring(0, Math.min(text.length(), MAX_PLAIN_CHARS)));
    }
}
