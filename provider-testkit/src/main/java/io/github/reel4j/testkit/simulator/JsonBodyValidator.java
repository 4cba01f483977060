package io.github.reel4j.testkit.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.math.BigDecimal;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reads the fields of a JSON request, checks that each has the expected type, and keeps the first error. Names of
 * nested fields are dotted, for example {@code input.prompt}; {@link #object} and {@link #objects} read nested objects
 * with relative names. A {@code null} field counts as absent, because the vendors' documents write "Default: null".
 * Not thread-safe.
 */
public final class JsonBodyValidator {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonNode root;
    /** What the names in messages begin with: empty, or the name of a nested object and a dot. */
    private final String prefix;

    private final BodyValidation state;

    private JsonBodyValidator(JsonNode root, String prefix, BodyValidation state) {
        this.root = root;
        this.prefix = prefix;
        this.state = state;
    }

    private static JsonBodyValidator of(JsonNode root) {
        return new JsonBodyValidator(root, "", new BodyValidation(root));
    }

    /** Parses a body. A body that is not a JSON object is a violation and has no fields. */
    public static JsonBodyValidator of(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonBodyValidator fields = of(root);
            fields.check(root.isObject(), "the body must be a JSON object");
            return fields;
        } catch (JsonProcessingException e) {
            JsonBodyValidator fields = of(MissingNode.getInstance());
            fields.check(false, "the body is not JSON");
            return fields;
        }
    }

    /** Returns the first violation in the whole body, which names the field; empty if there is none. */
    public Optional<String> problem() {
        return state.problem();
    }

    /** Returns the whole body, or the nested object that this reader reads; a missing node if there is none. */
    public JsonNode root() {
        return root;
    }

    /** Requires fields of any type to be present. It does not read them: each field needs another method as well. */
    public void required(String... names) {
        for (String name : names) {
            JsonNode node = find(name);
            require(name, !node.isMissingNode() && !node.isNull());
        }
    }

    /** Requires a string that is not blank. Returns it, or an empty string on a violation. */
    public String requiredText(String name) {
        Optional<String> text = text(name);
        require(name, text.isPresent());
        check(!text.map(String::isBlank).orElse(false), prefix + name + " must not be empty");
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
                        prefix + name + " must have at most " + limit + " characters"));
    }

    /** Requires one of the allowed values. Returns it, or an empty string on a violation. */
    public String requiredOneOf(String name, Collection<String> allowed) {
        require(name, text(name).isPresent());
        return oneOf(name, allowed).orElse("");
    }

    /** Returns an optional string that must be one of the allowed values. */
    public Optional<String> oneOf(String name, Collection<String> allowed) {
        Optional<String> text = text(name);
        text.ifPresent(value ->
                check(allowed.contains(value), prefix + name + " must be one of " + allowed + ", not " + value));
        return text;
    }

    /** Requires an http or https URL with a host. */
    public void requiredUrl(String name) {
        check(isUrl(requiredText(name)), prefix + name + " must be an http or https URL");
    }

    /** Requires an array of exactly one http or https URL. */
    public void oneUrl(String name) {
        JsonNode node = at(name);
        check(
                node.isArray()
                        && node.size() == 1
                        && node.get(0).isTextual()
                        && isUrl(node.get(0).textValue()),
                prefix + name + " must hold exactly one http or https URL");
    }

    /** Returns an optional list of http or https URLs, with {@code min} to {@code max} elements. */
    public List<URI> urls(String name, int min, int max) {
        return list(
                name,
                min,
                max,
                node -> node.isTextual() && isUrl(node.textValue()),
                "an http or https URL",
                node -> URI.create(node.textValue()));
    }

    /** Returns an optional list of strings with {@code min} to {@code max} elements; empty if it is absent. */
    public List<String> texts(String name, int min, int max) {
        return list(name, min, max, JsonNode::isTextual, "a string", JsonNode::textValue);
    }

    /** Returns an optional list of integers with {@code min} to {@code max} elements; empty if it is absent. */
    public List<Long> integers(String name, int min, int max) {
        return list(name, min, max, JsonBodyValidator::isInteger, "an integer", JsonNode::longValue);
    }

    /** Returns an optional list of numbers with {@code min} to {@code max} elements; empty if it is absent. */
    public List<BigDecimal> numbers(String name, int min, int max) {
        return list(name, min, max, JsonNode::isNumber, "a number", JsonNode::decimalValue);
    }

    /**
     * Returns a reader of an optional nested object. Its names are relative to the object, its violations are those of
     * this reader, and {@link #rejectUnknown} of this reader covers it.
     */
    public Optional<JsonBodyValidator> object(String name) {
        state.markOpened(prefix + name);
        return typed(name, find(name), JsonNode::isObject, "an object").map(node -> nested(name, node));
    }

    /** Returns a reader for each object in an optional list with {@code min} to {@code max} elements. */
    public List<JsonBodyValidator> objects(String name, int min, int max) {
        List<JsonNode> nodes = elements(name, min, max);
        List<JsonBodyValidator> readers = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String element = BodyValidation.element(name, i);
            state.markOpened(prefix + element);
            check(nodes.get(i).isObject(), prefix + element + " must be an object");
            readers.add(nested(element, nodes.get(i)));
        }
        return readers;
    }

    /** Returns an optional integer, written without a fraction. */
    public Optional<Long> integer(String name) {
        return value(name, JsonBodyValidator::isInteger, "an integer").map(JsonNode::longValue);
    }

    /** Returns an optional integer that must be between {@code min} and {@code max}, inclusive. */
    public Optional<Long> integer(String name, long min, long max) {
        Optional<Long> number = integer(name);
        number.ifPresent(
                value -> check(value >= min && value <= max, prefix + name + " must be " + min + " to " + max));
        return number;
    }

    /** Returns an optional number. */
    public Optional<BigDecimal> number(String name) {
        return value(name, JsonNode::isNumber, "a number").map(JsonNode::decimalValue);
    }

    /** Returns an optional number that must be between {@code min} and {@code max}, inclusive. */
    public Optional<BigDecimal> number(String name, double min, double max) {
        Optional<BigDecimal> number = number(name);
        number.map(BigDecimal::doubleValue)
                .ifPresent(
                        value -> check(value >= min && value <= max, prefix + name + " must be " + min + " to " + max));
        return number;
    }

    /** Returns an optional boolean. */
    public Optional<Boolean> bool(String name) {
        return value(name, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    /** Validates optional booleans. */
    public void booleans(Set<String> names) {
        names.forEach(this::bool);
    }

    /**
     * Returns the names of all fields in the whole body that no reader has read so far, for example misspelt ones.
     */
    public List<String> unknownFields() {
        return state.unknownFields();
    }

    /** Makes {@link #unknownFields} violations. Call it last; without it a misspelt field goes unnoticed. */
    public void rejectUnknown() {
        unknownFields().forEach(name -> check(false, name + " is not a documented field"));
    }

    /**
     * Adds a custom rule.
     *
     * @param holds whether the body obeys the rule
     * @param rule the message if it does not
     */
    public void check(boolean holds, String rule) {
        state.check(holds, rule);
    }

    private void require(String name, boolean present) {
        check(present, "Missing required field: " + prefix + name);
    }

    private JsonBodyValidator nested(String name, JsonNode node) {
        return new JsonBodyValidator(node, prefix + name + ".", state);
    }

    private Optional<JsonNode> value(String name, Predicate<JsonNode> form, String description) {
        return typed(name, at(name), form, description);
    }

    private Optional<JsonNode> typed(String name, JsonNode node, Predicate<JsonNode> form, String description) {
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        check(form.test(node), prefix + name + " must be " + description);
        return form.test(node) ? Optional.of(node) : Optional.empty();
    }

    private <T> List<T> list(
            String name, int min, int max, Predicate<JsonNode> form, String description, Function<JsonNode, T> value) {
        List<JsonNode> nodes = elements(name, min, max);
        List<T> values = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            String element = BodyValidation.element(name, i);
            state.markRead(prefix + element);
            typed(element, nodes.get(i), form, description).map(value).ifPresent(values::add);
            check(!nodes.get(i).isNull(), prefix + element + " must be " + description);
        }
        return values;
    }

    /** Opens a list and validates its size. */
    private List<JsonNode> elements(String name, int min, int max) {
        state.markOpened(prefix + name);
        List<JsonNode> nodes = new ArrayList<>();
        typed(name, find(name), JsonNode::isArray, "a list").ifPresent(list -> {
            list.forEach(nodes::add);
            check(
                    list.size() >= min && list.size() <= max,
                    prefix + name + " must have " + min + " to " + max + " elements");
        });
        return nodes;
    }

    private JsonNode at(String name) {
        state.markRead(prefix + name);
        return find(name);
    }

    private JsonNode find(String name) {
        return root.at("/" + name.replace("~", "~0").replace("/", "~1").replace('.', '/'));
    }

    private static boolean isInteger(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong();
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
