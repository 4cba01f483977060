package io.github.reel4j.testkit.junit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.reel4j.testkit.http.ReceivedRequest;
import io.github.reel4j.testkit.simulator.DocumentedRequest;
import io.github.reel4j.testkit.simulator.RejectedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The difference between a rejected request and a documented one. Other values,
 * for example another prompt, are no difference. A field with almost the name of a documented field that was not sent
 * counts as misspelt.
 */
final class RequestDiff {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ABSENT = "(nothing)";
    private static final int MAX_TYPOS = 2;

    private final String reason;
    private final List<String> named = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private RequestDiff(String reason) {
        this.reason = reason;
    }

    /** Returns two lines for each difference: {@code -} for the sent value, {@code +} for the documented one. */
    static List<String> between(RejectedRequest rejected, DocumentedRequest documented) {
        ReceivedRequest sent = rejected.request();
        if (!(sent.method() + " " + sent.path()).equals(documented.toString())) {
            return List.of("- " + sent.method() + " " + sent.path(), "+ " + documented);
        }
        RequestDiff differences = new RequestDiff(rejected.reason());
        documented.headers().forEach((name, value) -> differences.compare(name, header(sent, name), value));
        Map<String, String> fields = fields(sent.body());
        Map<String, String> expected = fields(documented.body());
        TreeSet<String> names = new TreeSet<>(fields.keySet());
        names.addAll(expected.keySet());
        Map<String, String> misspelt = misspelt(fields.keySet(), expected.keySet());
        misspelt.forEach((wrong, right) -> differences.add(
                List.of("- " + wrong + ": " + fields.get(wrong), "+ " + right + ": " + expected.get(right)),
                differences.mentions(wrong) || differences.mentions(right)));
        names.removeAll(misspelt.keySet());
        names.removeAll(misspelt.values());
        names.forEach(name ->
                differences.compare(name, fields.getOrDefault(name, ABSENT), expected.getOrDefault(name, ABSENT)));
        return differences.named.isEmpty() ? differences.missing : differences.named;
    }

    private void compare(String name, String sent, String documented) {
        if (sent.equals(documented)) {
            return;
        }
        List<String> lines = List.of("- " + name + ": " + sent, "+ " + name + ": " + documented);
        if (mentions(name) || sent.equals(ABSENT)) {
            add(lines, mentions(name));
        }
    }

    private void add(List<String> lines, boolean mentioned) {
        (mentioned ? named : missing).addAll(lines);
    }

    private boolean mentions(String name) {
        return (" " + reason.toLowerCase(Locale.ROOT) + " ").matches("(?s).*[^\\w.]" + quoted(name) + "[^\\w.].*");
    }

    /** Returns the documented name of each undocumented field that is probably misspelt. */
    private static Map<String, String> misspelt(Set<String> sent, Set<String> documented) {
        Map<String, String> pairs = new TreeMap<>();
        for (String wrong : sent) {
            documented.stream()
                    .filter(right -> !documented.contains(wrong) && !sent.contains(right))
                    .filter(right -> IllegalRequestFormatter.distance(plain(wrong), plain(right)) <= MAX_TYPOS)
                    .findFirst()
                    .ifPresent(right -> pairs.put(wrong, right));
        }
        return pairs;
    }

    /** Normalizes case and underscores, the most frequent differences. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String quoted(String name) {
        return Pattern.quote(name.toLowerCase(Locale.ROOT));
    }

    /** Returns the value of a header; API keys are masked. */
    private static String header(ReceivedRequest request, String name) {
        String value = request.header(name).orElse("");
        boolean key = name.toLowerCase(Locale.ROOT).matches("authorization|.*key.*|.*token.*");
        if (value.isBlank()) {
            return ABSENT;
        }
        return key ? "***" : value;
    }

    private static Map<String, String> fields(String body) {
        Map<String, String> fields = new TreeMap<>();
        collect("", tree(body), fields);
        return fields;
    }

    private static void collect(String prefix, JsonNode node, Map<String, String> fields) {
        if (!node.isObject()) {
            if (!prefix.isEmpty()) {
                fields.put(prefix, node.toString());
            }
            return;
        }
        node.properties()
                .forEach(each -> collect(
                        prefix.isEmpty() ? each.getKey() : prefix + "." + each.getKey(), each.getValue(), fields));
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
