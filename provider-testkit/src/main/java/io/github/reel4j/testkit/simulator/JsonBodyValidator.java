package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Validates the fields of a JSON body and remembers the first violation. Names of nested fields are dotted, for example
 * {@code input.prompt}. A {@code null} field counts as absent, because the vendors' documents write "Default: null".
 * Not thread-safe.
 */
public final class JsonBodyValidator {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode root;
    private final Set<String> read = new HashSet<>();
    private String problem = "";

    private JsonBodyValidator(JsonNode root) {
        this.root = root;
    }

    /** Parses a body. A body that is not a JSON object is a violation and has no fields. */
    public static JsonBodyValidator of(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonBodyValidator fields = new JsonBodyValidator(root);
            fields.check(root.isObject(), "the body must be a JSON object");
            return fields;
        } catch (JsonProcessingException e) {
            JsonBodyValidator fields = new JsonBodyValidator(MissingNode.getInstance());
            fields.check(false, "the body is not JSON");
            return fields;
        }
    }

    /** Returns the first violation, which names the field; empty if there is none. */
    public Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** Returns the whole body; a missing node if it is not JSON. */
    public JsonNode root() {
        return root;
    }

    /** Requires a string that is not blank. Returns it, or an empty string on a violation. */
    public String requiredText(String name) {
        Optional<String> text = text(name);
        require(name, text.isPresent());
        check(!text.map(String::isBlank).orElse(false), name + " must not be empty");
        return text.orElse("");
    }

    /** Returns an optional string. */
    public Optional<String> text(String name) {
        return value(name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    /** Validates the length of an optional string, in Unicode code points. */
    public void textUpTo(String name, int limit) {
        text(name)
                .ifPresent(text -> check(
                        text.codePointCount(0, text.length()) <= limit,
                        name + " must have at most " + limit + " characters"));
    }

    /** Requires one of the allowed values. Returns it, or an empty string on a violation. */
    public String requiredOneOf(String name, Collection<String> allowed) {
        require(name, text(name).isPresent());
        return oneOf(name, allowed).orElse("");
    }

    /** Returns an optional string that must be one of the allowed values. */
    public Optional<String> oneOf(String name, Collection<String> allowed) {
        Optional<String> text = text(name);
        text.ifPresent(value -> check(allowed.contains(value), name + " must be one of " + allowed + ", not " + value));
        return text;
    }

    /** Requires an http or https URL with a host. */
    public void requiredUrl(String name) {
        check(isUrl(requiredText(name)), name + " must be an http or https URL");
    }

    /** Requires an array of exactly one http or https URL. */
    public void oneUrl(String name) {
        JsonNode node = at(name);
        check(
                node.isArray()
                        && node.size() == 1
                        && node.get(0).isTextual()
                        && isUrl(node.get(0).textValue()),
                name + " must hold exactly one http or https URL");
    }

    /** Returns an optional integer, written without a fraction. */
    public Optional<Long> integer(String name) {
        return value(name, node -> node.isIntegralNumber() && node.canConvertToLong(), "an integer")
                .map(JsonNode::longValue);
    }

    /** Returns an optional integer that must be between {@code min} and {@code max}, inclusive. */
    public Optional<Long> integer(String name, long min, long max) {
        Optional<Long> number = integer(name);
        number.ifPresent(value -> check(value >= min && value <= max, name + " must be " + min + " to " + max));
        return number;
    }

    /** Validates an optional number. */
    public void number(String name) {
        value(name, JsonNode::isNumber, "a number");
    }

    /** Validates an optional number between {@code min} and {@code max}, inclusive. */
    public void number(String name, double min, double max) {
        value(name, JsonNode::isNumber, "a number")
                .map(JsonNode::doubleValue)
                .ifPresent(value -> check(value >= min && value <= max, name + " must be " + min + " to " + max));
    }

    /** Validates optional booleans. */
    public void booleans(Set<String> names) {
        names.forEach(name -> value(name, JsonNode::isBoolean, "true or false"));
    }

    /** Returns the names of all fields that no method of this object has read so far, for example misspelt ones. */
    public List<String> unknownFields() {
        List<String> unknown = new ArrayList<>();
        collectUnknown("", root, unknown);
        return unknown;
    }

    /** Makes {@link #unknownFields} violations. Call it last; without it a misspelt field goes unnoticed. */
    public void rejectUnknown() {
        unknownFields().forEach(name -> check(false, name + " is not a documented field"));
    }

    private void collectUnknown(String name, JsonNode node, List<String> unknown) {
        if (read.contains(name) || node.isNull()) {
            return;
        }
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> collectUnknown(
                            name.isEmpty() ? each.getKey() : name + "." + each.getKey(), each.getValue(), unknown));
        } else if (!name.isEmpty()) {
            unknown.add(name);
        }
    }

    /**
     * Adds a custom rule.
     *
     * @param holds whether the body obeys the rule
     * @param rule the message if it does not
     */
    public void check(boolean holds, String rule) {
        if (!holds && problem.isEmpty()) {
            problem = rule;
        }
    }

    private void require(String name, boolean present) {
        check(present, "Missing required field: " + name);
    }

    private Optional<JsonNode> value(String name, Predicate<JsonNode> form, String description) {
        JsonNode node = at(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        check(form.test(node), name + " must be " + description);
        return form.test(node) ? Optional.of(node) : Optional.empty();
    }

    private JsonNode at(String name) {
        read.add(name);
        return root.at("/" + name.replace('.', '/'));
    }

    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text);
            String scheme = String.valueOf(uri.getScheme());
            return (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https")) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
