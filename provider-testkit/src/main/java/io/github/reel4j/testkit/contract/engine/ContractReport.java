package io.github.reel4j.testkit.contract.engine;

import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reel4j.testkit.contract.engine.RuleResult.CheckResult;
import io.github.reel4j.testkit.contract.engine.RuleResult.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results of all rules for one provider, as text and as JSON. The JSON has one line for each rule, operation and
 * model, always in the same order and without values that differ between runs, so that two reports can be compared.
 * Thread-safe.
 */
public final class ContractReport {

    private final Map<String, RuleResult> outcomes = new TreeMap<>();

    /** Returns the result of a rule, which is created at the first call. */
    public synchronized RuleResult of(String rule) {
        return outcomes.computeIfAbsent(rule, ignored -> new RuleResult());
    }

    /** Returns a summary in one line. */
    public String text(String provider) {
        return "contract of provider '" + provider + "': "
                + Stream.of(State.FAILED, State.PASSED, State.NOT_APPLICABLE)
                        .filter(state -> !rules(state).isEmpty())
                        .map(state -> rules(state).size() + " " + state.id().replace('_', ' ')
                                + (state == State.PASSED ? "" : " (" + String.join(", ", rules(state)) + ")"))
                        .collect(Collectors.joining(", "));
    }

    private synchronized List<String> rules(State state) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getValue().whole().state() == state)
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized String json(String provider) {
        String counts = Arrays.stream(State.values())
                .map(state -> "  \"" + state.id() + "\": " + rules(state).size() + ",\n")
                .collect(Collectors.joining());
        return outcomes.entrySet().stream()
                .map(entry -> rule(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(
                        ",\n",
                        "{\n  \"provider\": " + quote(provider) + ",\n" + counts + "  \"rules\": [\n",
                        "\n  ]\n}\n"));
    }

    private static String rule(String id, RuleResult result) {
        String checks = result.checks().entrySet().stream()
                .flatMap(operation -> operation.getValue().entrySet().stream()
                        .map(model -> "      " + check(operation.getKey(), model.getKey(), model.getValue())))
                .collect(Collectors.joining(",\n"));
        String whole = fields(Map.of("rule", id), result.whole());
        return "    {" + whole + (checks.isEmpty() ? "" : ", \"checks\": [\n" + checks + "\n    ]") + "}";
    }

    private static String check(String operation, String model, CheckResult check) {
        Map<String, String> about = new LinkedHashMap<>(Map.of("operation", operation));
        if (!model.isEmpty()) {
            about.put("model", model);
        }
        return "{" + fields(about, check) + "}";
    }

    private static String fields(Map<String, String> about, CheckResult check) {
        Map<String, String> fields = new LinkedHashMap<>(about);
        fields.put("state", check.state().id());
        fields.putAll(check.remark());
        return fields.entrySet().stream()
                .map(field -> quote(field.getKey()) + ": " + quote(field.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String quote(String text) {
        return TextNode.valueOf(text).toString();
    }

    /**
     * Writes the JSON. A report that cannot be written does not fail the test; a warning goes to the standard error
     * stream.
     */
    public void write(Path file, String provider) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, json(provider));
        } catch (IOException e) {
            System.err.println("the contract report was not written to " + file + ": " + e);
        }
    }
}
