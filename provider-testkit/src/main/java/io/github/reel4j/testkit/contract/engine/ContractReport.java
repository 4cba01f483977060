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
 * The results of all rules for one provider, as text, as JSON and as an HTML page. The JSON has one line for each rule,
 * operation and model, always in the same order and without values that differ between runs, so that two reports can be
 * compared.
 * Thread-safe.
 */
public final class ContractReport {

    private final Map<String, RuleResult> outcomes = new TreeMap<>();

    /** Returns the result of a rule, which is created at the first call. */
    public synchronized RuleResult of(String rule) {
        return outcomes.computeIfAbsent(rule, ignored -> new RuleResult());
    }

    /** Sets the result of a rule. */
    public synchronized void add(String rule, RuleResult result) {
        outcomes.put(rule, result);
    }

    /** Returns a summary in one line, after one line for each cause that several rules share. */
    public String text(String provider) {
        return causes().stream().map(cause -> cause.text() + "\n").collect(Collectors.joining())
                + "contract of provider '" + provider + "': "
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

    private synchronized List<CommonCause> causes() {
        return CommonCause.of(outcomes);
    }

    synchronized String json(String provider) {
        String counts = Arrays.stream(State.values())
                .map(state -> "  \"" + state.id() + "\": " + rules(state).size() + ",\n")
                .collect(Collectors.joining());
        return outcomes.entrySet().stream()
                .map(entry -> rule(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining(
                        ",\n",
                        "{\n  \"provider\": " + quote(provider) + ",\n" + counts + causesAsJson() + "  \"rules\": [\n",
                        "\n  ]\n}\n"));
    }

    private String causesAsJson() {
        List<CommonCause> causes = causes();
        return causes.isEmpty()
                ? ""
                : causes.stream()
                        .map(cause -> "    {\"cause\": " + quote(cause.cause()) + ", \"rules\": "
                                + quote(String.join(", ", cause.rules())) + "}")
                        .collect(Collectors.joining(",\n", "  \"causes\": [\n", "\n  ],\n"));
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

    String html(String provider, FormerReport former) {
        Map<String, RuleResult> results;
        synchronized (this) {
            results = new TreeMap<>(outcomes);
        }
        return new HtmlReport(provider, results, former).text();
    }

    /** Returns the file of the HTML page, which is next to the JSON. */
    public static Path htmlFile(Path json) {
        String name = String.valueOf(json.getFileName());
        return json.resolveSibling((name.endsWith(".json") ? name.substring(0, name.length() - 5) : name) + ".html");
    }

    /**
     * Writes the JSON, and next to it an HTML page for people. A report that cannot be written does not fail the test;
     * a warning goes to the standard error stream.
     *
     * @param former the JSON of a former run, with which the page compares this one; it may be {@code file} itself
     */
    public void write(Path file, String provider, Path former) {
        try {
            String html = html(provider, FormerReport.read(former));
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(htmlFile(file), html);
            Files.writeString(file, json(provider));
        } catch (IOException e) {
            System.err.println("the contract report was not written to " + file + ": " + e);
        }
    }
}
