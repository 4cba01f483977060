package io.github.reel4j.testkit.contract.engine;

import io.github.reel4j.testkit.contract.engine.RuleResult.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table of the results by operation and model: how many rules passed, and which failed or do not apply. */
final class HtmlModelTable {

    private final Map<String, Map<State, List<String>>> rows = new TreeMap<>();

    private final Function<List<String>, String> links;

    HtmlModelTable(Map<String, RuleResult> results, Function<List<String>, String> links) {
        this.links = links;
        results.forEach((rule, result) -> result.checks()
                .forEach((operation, models) -> models.forEach((model, check) -> rows.computeIfAbsent(
                                model.isEmpty() ? operation : operation + "\n" + model,
                                ignored -> new EnumMap<>(State.class))
                        .computeIfAbsent(check.state(), ignored -> new ArrayList<>())
                        .add(rule))));
    }

    /** Returns the table; empty without results. */
    String text() {
        return rows.isEmpty()
                ? ""
                : "<table>\n<thead><tr><th scope=\"col\">Operation, model</th><th scope=\"col\">Passed</th>"
                        + "<th scope=\"col\">Failed</th><th scope=\"col\">Not offered</th></tr></thead>\n<tbody>\n"
                        + rows.entrySet().stream()
                                .map(row -> row(row.getKey(), row.getValue()))
                                .collect(Collectors.joining())
                        + "</tbody></table>\n";
    }

    private String row(String name, Map<State, List<String>> rules) {
        return "<tr><th scope=\"row\">" + HtmlPage.escaped(name).replace("\n", "<br>") + "</th><td>"
                + rules.getOrDefault(State.PASSED, List.of()).size() + "</td><td>" + links(rules, State.FAILED)
                + "</td><td>" + links(rules, State.NOT_APPLICABLE) + "</td></tr>\n";
    }

    private String links(Map<State, List<String>> rules, State state) {
        List<String> some = rules.getOrDefault(state, List.of());
        return some.isEmpty() ? "0" : links.apply(some);
    }
}
