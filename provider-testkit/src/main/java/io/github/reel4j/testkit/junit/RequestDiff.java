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
 * What a refused request has otherwise than a documented one: its address; of headers and fields those that the refusal speaks
 * of, or, if it speaks of none, those that one of the two lacks. Another prompt alone is no difference. A field with nearly the
 * name of a documented one that was not sent is taken for that one, misspelt.
 */
final class RequestDiff {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NO_DIFFERENCE = "(nothing)";
    private static final int SLIPS = 2;

    private final String reason;
    private final List<String> named = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private RequestDiff(String reason) {
        this.reason = reason;
    }

    /** Two lines for each difference: {@code -} what was sent, {@code +} what is documented. */
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
        names.forEach(name -> differences.compare(
                name, fields.getOrDefault(name, NO_DIFFERENCE), expected.getOrDefault(name, NO_DIFFERENCE)));
        return differences.named.isEmpty() ? differences.missing : differences.named;
    }

    private void compare(String name, String sent, String documented) {
        if (sent.equals(documented)) {
            return;
        }
        List<String> lines = List.of("- " + name + ": " + sent, "+ " + name + ": " + documented);
        if (mentions(name) || sent.equals(NO_DIFFERENCE)) {
            add(lines, mentions(name));
        }
    }

    private void add(List<String> lines, boolean spokenOf) {
        (spokenOf ? named : missing).addAll(lines);
    }

    private boolean mentions(String name) {
        return (" " + reason.toLowerCase(Locale.ROOT) + " ").matches("(?s).*[^\\w.]" + quoted(name) + "[^\\w.].*");
    }

    /** What was sent and is not documented, with what is documented, was not sent and is spelt nearly alike. */
    private static Map<String, String> misspelt(Set<String> sent, Set<String> documented) {
        Map<String, String> pairs = new TreeMap<>();
        for (String wrong : sent) {
            documented.stream()
                    .filter(right -> !documented.contains(wrong) && !sent.contains(right))
                    .filter(right -> IllegalRequests.distance(plain(wrong), plain(right)) <= SLIPS)
                    .findFirst()
                    .ifPresent(right -> pairs.put(wrong, right));
        }
        return pairs;
    }

    /** Capitals and underscores are the usual slips. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "");
    }

    private static String quoted(String name) {
        return Pattern.quote(name.toLowerCase(Locale.ROOT));
    }

    /** A key is not shown. */
    private static String header(ReceivedRequest request, String name) {
        String value = request.header(name).orElse("");
        boolean key = name.toLowerCase(Locale.ROOT).matches("authorization|.*key.*|.*token.*");
        if (value.isBlank()) {
            return NO_DIFFERENCE;
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
