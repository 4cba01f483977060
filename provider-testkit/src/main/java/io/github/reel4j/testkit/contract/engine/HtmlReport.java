package io.github.reel4j.testkit.contract.engine;

import io.github.reel4j.testkit.contract.engine.RuleResult.CheckResult;
import io.github.reel4j.testkit.contract.engine.RuleResult.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report of a suite as one HTML page that needs neither scripts nor other files. */
final class HtmlReport {

    private final String provider;
    private final Map<String, RuleResult> results;
    private final FormerReport former;

    HtmlReport(String provider, Map<String, RuleResult> results, FormerReport former) {
        this.provider = provider;
        this.results = new TreeMap<>(results);
        this.former = former;
    }

    String text() {
        return HtmlPage.of("Contract of provider '" + provider + "'", summary(), main());
    }

    private String summary() {
        return "<p class=\"counts\">" + count(State.FAILED) + " " + count(State.PASSED) + " "
                + count(State.NOT_APPLICABLE) + "</p>\n"
                + changes("Newly failing since the former report", former.newlyFailing(results))
                + changes("Fixed since the former report", former.fixed(results));
    }

    private String count(State state) {
        int size = rules(state).size();
        return badge(
                size == 0 ? State.NOT_APPLICABLE : state,
                size + " " + state.id().replace('_', ' '));
    }

    private String changes(String title, List<String> rules) {
        return rules.isEmpty() ? "" : "<p>" + title + ": " + links(rules) + "</p>\n";
    }

    private String main() {
        return section(
                        "causes",
                        "Common causes",
                        CommonCause.of(results).stream().map(this::cause).collect(Collectors.joining()))
                + section(
                        "failed",
                        "Failed rules",
                        rules(State.FAILED).stream().map(this::failedRule).collect(Collectors.joining()))
                + section("models", "Operations and models", new HtmlModelTable(results, this::links).text())
                + section(
                        "rules",
                        "All rules",
                        results.keySet().stream().map(this::rule).collect(Collectors.joining()));
    }

    private static String section(String id, String title, String content) {
        return content.isEmpty()
                ? ""
                : "<section id=\"" + id + "\">\n<h2>" + title + "</h2>\n" + content + "</section>\n";
    }

    private String cause(CommonCause cause) {
        return "<div class=\"card failed\"><p><strong>" + cause.rules().size() + " rules fail because "
                + HtmlPage.escaped(cause.cause()) + ".</strong> Correct it first.</p>\n"
                + (cause.example().isEmpty() ? "" : "<pre>" + HtmlPage.escaped(cause.example()) + "</pre>\n")
                + "<p>" + links(cause.rules()) + "</p></div>\n";
    }

    private String failedRule(String id) {
        ContractRule rule = ContractRuleReader.rule(id);
        Map<CheckFailure, List<String>> failures = failures(result(id));
        return "<details class=\"card failed\" open id=\"failed-" + id + "\"><summary><strong>" + id + "</strong> "
                + HtmlPage.prose(rule.demand()) + mark(id) + "</summary>\n"
                + failures.entrySet().stream()
                        .map(each -> failure(each.getKey(), each.getValue(), rule))
                        .collect(Collectors.joining())
                + "<p>Breaks: " + HtmlPage.prose(rule.breaks()) + "</p>\n<p>Read: <a href=\"#" + id + "\">"
                + rule.anchor() + "</a></p></details>\n";
    }

    /** Returns the failures of a rule with their operations and models, each once. */
    private static Map<CheckFailure, List<String>> failures(RuleResult result) {
        Map<CheckFailure, List<String>> failures = new LinkedHashMap<>();
        result.checks()
                .forEach((operation, models) -> models.forEach((model, check) -> check.failure()
                        .ifPresent(failure -> failures.computeIfAbsent(
                                        same(failures, failure), ignored -> new ArrayList<>())
                                .add(place(operation, model)))));
        result.whole().failure().ifPresent(failure -> failures.putIfAbsent(failure, new ArrayList<>()));
        return failures;
    }

    private static CheckFailure same(Map<CheckFailure, List<String>> failures, CheckFailure failure) {
        return failures.keySet().stream().filter(failure::isLike).findFirst().orElse(failure);
    }

    private static String place(String operation, String model) {
        return model.isEmpty() ? operation : operation + ", " + model;
    }

    private static String failure(CheckFailure failure, List<String> places, ContractRule rule) {
        return (places.isEmpty() ? "" : "<p class=\"place\">" + HtmlPage.escaped(String.join("; ", places)) + "</p>\n")
                + "<dl>" + row("given", failure.given()) + row("then", failure.then()) + row("but", failure.but())
                + row("wire", failure.wire())
                + (failure.given().isEmpty() ? row("cause", failure.cause().orElse("")) : "")
                + "<dt>likely</dt><dd>" + HtmlPage.prose(likely(failure, rule)) + "</dd>\n</dl>\n";
    }

    private static String likely(CheckFailure failure, ContractRule rule) {
        return failure.likely().isEmpty() ? rule.likely() : failure.likely();
    }

    private static String row(String name, String text) {
        String tag = name.equals("wire") || text.contains("\n") ? "pre" : "span";
        return text.isEmpty()
                ? ""
                : "<dt>" + name + "</dt><dd><" + tag + ">" + HtmlPage.escaped(text) + "</" + tag + "></dd>\n";
    }

    private String rule(String id) {
        ContractRule rule = ContractRuleReader.rule(id);
        RuleResult result = result(id);
        State state = result.whole().state();
        return "<details class=\"rule\" id=\"" + id + "\"><summary>"
                + badge(state, state.id().replace('_', ' '))
                + " <strong>" + id + "</strong> " + HtmlPage.prose(rule.demand()) + mark(id) + "</summary>\n"
                + reason(result.whole()) + checks(result) + "<p>Intent: " + HtmlPage.prose(rule.intent()) + "</p>\n"
                + "<p>Breaks: " + HtmlPage.prose(rule.breaks()) + "</p>\n<p>Read: " + rule.anchor()
                + (state == State.FAILED ? "; <a href=\"#failed-" + id + "\">what failed</a>" : "")
                + "</p></details>\n";
    }

    private static String reason(CheckResult whole) {
        String reason = whole.remark().get("reason");
        return reason == null ? "" : "<p>Not applicable: " + HtmlPage.escaped(reason) + ".</p>\n";
    }

    private static String checks(RuleResult result) {
        String items = result.checks().entrySet().stream()
                .flatMap(operation -> operation.getValue().entrySet().stream()
                        .map(model -> "<li>" + HtmlPage.escaped(place(operation.getKey(), model.getKey())) + ": "
                                + model.getValue().state().id().replace('_', ' ') + "</li>\n"))
                .collect(Collectors.joining());
        return items.isEmpty() ? "" : "<ul>" + items + "</ul>\n";
    }

    private String mark(String id) {
        Function<String, String> text = label -> " <em class=\"change\">" + label + "</em>";
        if (former.newlyFailing(results).contains(id)) {
            return text.apply("newly failing");
        }
        return former.fixed(results).contains(id) ? text.apply("fixed") : "";
    }

    private List<String> rules(State state) {
        return results.keySet().stream()
                .filter(id -> result(id).whole().state() == state)
                .toList();
    }

    private RuleResult result(String id) {
        return results.getOrDefault(id, new RuleResult());
    }

    private String links(List<String> rules) {
        return rules.stream().map(this::link).collect(Collectors.joining(" "));
    }

    /** Returns a link to what failed, or to the rule. */
    private String link(String id) {
        String place = result(id).whole().state() == State.FAILED ? "failed-" + id : id;
        return "<a class=\"id\" href=\"#" + place + "\">" + id + "</a>";
    }

    static String badge(State state, String text) {
        return "<span class=\"badge " + state.id() + "\">" + HtmlPage.escaped(text) + "</span>";
    }
}
