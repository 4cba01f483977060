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
 * Code and message in the body of a vendor's error response. They are raw and must be redacted before they are shown.
 *
 * @param code a text such as {@code InvalidApiKey}; numeric codes are omitted because they repeat the status
 * @param message a sentence
 * @param shape how similar the body is to the vendor's errors
 * @param status the HTTP status that the body contains as a number
 */
record VendorError(Optional<String> code, Optional<String> message, BodyShape shape, OptionalInt status) {

    /** How similar a body is to the errors that the vendor documents. */
    enum BodyShape {
        /** An empty body. */
        NONE,
        /** One valid JSON object with all required fields of the vendor's errors, and at most 1 more. */
        DOCUMENTED,
        /** One valid JSON object with a code or a message. */
        ERROR,
        /** Anything else: a page, a text, truncated JSON, or JSON without code and message. */
        FOREIGN
    }

    /** Errors of gateways have an {@code error} or a {@code message} too, but several other fields. */
    private static final int MAX_EXTRA_FIELDS = 1;

    private static final int MAX_PLAIN_CHARS = 2000;
    private static final int MAX_DETAILS = 5;

    /** Reads a body. It never throws, whatever the bytes are. */
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
                boolean hasError = code.isPresent() || message.isPresent();
                BodyShape shape = hasError && isWellFormed(body, mapper) ? shape(root, pointers) : BodyShape.FOREIGN;
                return new VendorError(code, message, shape, status(root));
            }
            text = root != null && root.isTextual() ? root.textValue().strip() : text;
        } catch (JsonProcessingException e) {
            // It is plain text.
        }
        return new VendorError(
                Optional.empty(),
                plainText(text),
                text.isEmpty() ? BodyShape.NONE : BodyShape.FOREIGN,
                OptionalInt.empty());
    }

    private static boolean isWellFormed(byte[] body, JsonMapper mapper) {
        try {
            return JsonValidator.violation(mapper.getFactory(), body).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static BodyShape shape(JsonNode root, ErrorPointers pointers) {
        List<String> required = pointers.required();
        boolean complete = required.stream().map(root::at).allMatch(value -> value.isValueNode() && !value.isNull());
        boolean extended = !required.isEmpty() && root.size() > required.size() + MAX_EXTRA_FIELDS;
        return complete && !extended ? BodyShape.DOCUMENTED : BodyShape.ERROR;
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

    /** A message about the task precedes one about the call, which may be "success". */
    private static Optional<String> message(JsonNode root) {
        Optional<String> message = first(
                root.path("error"),
                root.path("error").path("message"),
                root.path("failMsg"),
                root.path("data").path("failMsg"),
                root.path("output").path("message"),
                withoutSuccess(root.path("message")));
        Optional<String> details =
                detail(root.path("detail")).or(() -> first(root.path("data").path("error")));
        if (message.isPresent() && details.isPresent()) {
            return Optional.of(message.get() + ": " + details.get());
        }
        return message.or(() -> details);
    }

    /** The envelope may report "success" for the call although the task failed. */
    private static JsonNode withoutSuccess(JsonNode message) {
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
