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
 * Reads the fields of a JSON body under dotted names and remembers the first that breaks its rule. A field that is {@code null}
 * counts as absent, because the documents write "Default: null". For one thread.
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

    /** Reads a body; one that is no JSON object is a broken rule and has no fields. */
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

    /** The first broken rule, naming the field. */
    public Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    /** The whole body; a missing node if it is not JSON. */
    public JsonNode root() {
        return root;
    }

    /** A string that is there and not blank; empty if it breaks this rule. */
    public String requiredText(String name) {
        Optional<String> text = text(name);
        require(name, text.isPresent());
        check(!text.map(String::isBlank).orElse(false), name + " must not be empty");
        return text.orElse("");
    }

    /** A string, if it is there. */
    public Optional<String> text(String name) {
        return value(name, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    /** A string of at most so many characters, where a letter and an ideograph count one each. */
    public void textUpTo(String name, int limit) {
        text(name)
                .ifPresent(text -> check(
                        text.codePointCount(0, text.length()) <= limit,
                        name + " must have at most " + limit + " characters"));
    }

    /** One of a list of words; empty if it breaks this rule. */
    public String requiredOneOf(String name, Collection<String> allowed) {
        require(name, text(name).isPresent());
        return oneOf(name, allowed).orElse("");
    }

    /** One of a list of words, if it is there. */
    public Optional<String> oneOf(String name, Collection<String> allowed) {
        Optional<String> text = text(name);
        text.ifPresent(word -> check(allowed.contains(word), name + " must be one of " + allowed + ", not " + word));
        return text;
    }

    /** A public address, or at least one of the form. */
    public void requiredUrl(String name) {
        check(isUrl(requiredText(name)), name + " must be an http or https URL");
    }

    /** An array of exactly one address. */
    public void oneUrl(String name) {
        JsonNode node = at(name);
        check(
                node.isArray()
                        && node.size() == 1
                        && node.get(0).isTextual()
                        && isUrl(node.get(0).textValue()),
                name + " must hold exactly one http or https URL");
    }

    /** A whole number written without a fraction, if it is there. */
    public Optional<Long> integer(String name) {
        return value(name, node -> node.isIntegralNumber() && node.canConvertToLong(), "an integer")
                .map(JsonNode::longValue);
    }

    /** A whole number from {@code min} to {@code max}, if it is there. */
    public Optional<Long> integer(String name, long min, long max) {
        Optional<Long> number = integer(name);
        number.ifPresent(value -> check(value >= min && value <= max, name + " must be " + min + " to " + max));
        return number;
    }

    /** A number, if it is there. */
    public void number(String name) {
        value(name, JsonNode::isNumber, "a number");
    }

    /** A number from {@code min} to {@code max}, if it is there. */
    public void number(String name, double min, double max) {
        value(name, JsonNode::isNumber, "a number")
                .map(JsonNode::doubleValue)
                .ifPresent(value -> check(value >= min && value <= max, name + " must be " + min + " to " + max));
    }

    /** Fields that are {@code true} or {@code false}, each if it is there. */
    public void booleans(Set<String> names) {
        names.forEach(name -> value(name, JsonNode::isBoolean, "true or false"));
    }

    /** The fields that are in the body and that nobody has asked for so far, misspelt ones among them. */
    public List<String> unknownFields() {
        List<String> unknown = new ArrayList<>();
        collectUnknown("", root, unknown);
        return unknown;
    }

    /** Refuses fields that nobody has asked for so far; for the end, and for vendors that do not just overlook them. */
    public void rejectUnknown() {
        unknownFields().forEach(name -> check(false, name + " is a field that no document has"));
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

    /** Remembers a broken rule that is about more than one field. */
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
