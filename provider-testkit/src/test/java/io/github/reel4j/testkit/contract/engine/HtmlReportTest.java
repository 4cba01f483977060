package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private final ContractReport report = new ContractReport();

    @TempDir
    private Path folder;

    private static RuleViolation violation(String but, String wire) {
        return new RuleViolation(
                "RC-206 MUST ...",
                new CheckFailure("429", "it is RATE_LIMITED", but, wire, "haste.", Optional.of("orders fail")));
    }

    private String html() {
        return report.html("acme", new FormerReport(Map.of()));
    }

    @Test
    void a_page_has_each_rule_with_its_checks_and_reason() {
        report.of("RC-201").passed("animate", "acme-motion");
        report.of("RC-104").notApplicable("replace");
        report.of("RC-604").allNotApplicable("the provider has no <preview>");

        assertThat(html())
                .startsWith("<!doctype html>\n<html lang=\"en\">")
                .contains("<title>Contract of provider &#39;acme&#39;</title>")
                .contains("0 failed", "2 passed", "1 not applicable")
                .contains("<details class=\"rule\" id=\"RC-201\">", "<li>animate, acme-motion: passed</li>")
                .contains("<li>replace: not applicable</li>")
                .contains("<p>Not applicable: the provider has no &lt;preview&gt;.</p>")
                .contains("<tr><th scope=\"row\">animate<br>acme-motion</th><td>1</td><td>0</td><td>0</td></tr>")
                .doesNotContain("Failed rules", "Common causes", "<preview>", "<script", "src=", "http");
    }

    @Test
    void a_failed_check_is_listed_once_for_all_its_models() {
        report.of("RC-206").failed("animate", "acme-motion", violation("it is <b>", "+0 ms POST /v1"));
        report.of("RC-206").failed("animate", "acme-2", violation("it is <b>", "+1 ms POST /v1"));
        report.of("RC-206").failed(violation("it is <b>", ""));

        assertThat(html())
                .contains("<details class=\"card failed\" open id=\"failed-RC-206\">")
                .contains("<p class=\"place\">animate, acme-2; animate, acme-motion</p>")
                .containsOnlyOnce("<dt>but</dt><dd><span>it is &lt;b&gt;</span></dd>")
                .contains("<dt>given</dt><dd><span>429</span></dd>", "<dt>likely</dt><dd>haste.</dd>")
                .contains("<dt>wire</dt><dd><pre>+1 ms POST /v1</pre></dd>")
                .contains("<a href=\"#RC-206\">docs/provider-contract.md#rc-206</a>");
    }

    @Test
    void common_causes_stand_before_the_failed_rules() {
        for (String rule : new String[] {"RC-201", "RC-202", "RC-203"}) {
            report.of(rule).failed(violation("422", ""));
        }

        assertThat(html()).contains("<strong>3 rules fail because orders fail.</strong>");
        assertThat(html().indexOf("Common causes")).isLessThan(html().indexOf("Failed rules"));
    }

    @Test
    void an_exception_outside_of_checks_is_masked() {
        RuleResult result = report.of("RC-206");
        result.mask(text -> text.replace("canary", "***"));
        result.failed(new IllegalStateException("canary"));

        assertThat(html())
                .contains("<dt>but</dt><dd><span>java.lang.IllegalStateException: ***</span></dd>")
                .contains("<dt>cause</dt><dd><span>IllegalStateException at ")
                .doesNotContain("canary");
    }

    @Test
    void an_exception_is_not_quoted_while_the_key_is_unknown() {
        report.of("RC-206").failed(new IllegalStateException("canary"));

        assertThat(html())
                .contains("<dt>cause</dt><dd><span>IllegalStateException at ")
                .doesNotContain("canary");
    }

    @Test
    void changes_since_the_former_report_are_marked() throws IOException {
        Path file = folder.resolve("report.json");
        report.of("RC-201").passed("animate", "");
        report.of("RC-202").failed(violation("422", ""));
        report.of("RC-203").failed(violation("422", ""));
        report.write(file, "acme", file);
        ContractReport now = new ContractReport();
        now.of("RC-201").failed(violation("422", ""));
        now.of("RC-202").passed("animate", "");
        now.of("RC-203").failed(violation("422", ""));
        now.of("RC-204").failed(violation("422", ""));

        now.write(file, "acme", file);

        assertThat(Files.readString(folder.resolve("report.html")))
                .contains("<p>Newly failing since the former report: "
                        + "<a class=\"id\" href=\"#failed-RC-201\">RC-201</a></p>")
                .contains("<p>Fixed since the former report: <a class=\"id\" href=\"#RC-202\">RC-202</a></p>")
                .contains("<em class=\"change\">newly failing</em>", "<em class=\"change\">fixed</em>");
    }

    @Test
    void a_former_report_that_is_not_JSON_counts_as_none() throws IOException {
        Path file = Files.writeString(folder.resolve("report.json"), "{broken");

        assertThat(FormerReport.read(file).states()).isEmpty();
        assertThat(FormerReport.read(folder.resolve("missing.json")).states()).isEmpty();
    }

    @Test
    void the_page_has_the_name_of_the_JSON_file() {
        assertThat(ContractReport.htmlFile(Path.of("target", "a.json"))).isEqualTo(Path.of("target", "a.html"));
        assertThat(ContractReport.htmlFile(Path.of("report"))).isEqualTo(Path.of("report.html"));
    }
}
