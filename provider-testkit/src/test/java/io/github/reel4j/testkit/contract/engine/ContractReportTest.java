package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractReportTest {

    private final RuleViolation violation = violation("it is TIMEOUT", Optional.empty());

    private final ContractReport report = new ContractReport();

    private static RuleViolation violation(String but, Optional<String> cause) {
        return new RuleViolation(
                "RC-206 MUST ...",
                new CheckFailure("429", "it is RATE_LIMITED", but, "+0 ms     POST /v1/jobs", "haste.", cause));
    }

    private String json() {
        return report.json("acme");
    }

    @Test
    void a_report_without_rules_has_zero_counts() {
        assertThat(report.text("acme")).isEqualTo("contract of provider 'acme': ");
        assertThat(json()).isEqualTo("""
                {
                  "provider": "acme",
                  "passed": 0,
                  "failed": 0,
                  "not_applicable": 0,
                  "rules": [

                  ]
                }
                """);
    }

    @Test
    void the_report_has_each_rule_with_its_checks() {
        report.of("RC-203").passed("animate", "");
        report.of("RC-201").passed("animate", "acme-motion");
        report.of("RC-604").allNotApplicable("the provider has no \"preview\"");
        report.of("RC-206").failed("animate", "acme-motion", violation);
        report.of("RC-206").failed(violation);
        report.of("RC-104").notApplicable("replace");

        assertThat(report.text("acme"))
                .isEqualTo("contract of provider 'acme': 1 failed (RC-206), 3 passed, 1 not applicable (RC-604)");
        assertThat(json()).isEqualTo("""
                {
                  "provider": "acme",
                  "passed": 3,
                  "failed": 1,
                  "not_applicable": 1,
                  "rules": [
                    {"rule": "RC-104", "state": "passed", "checks": [
                      {"operation": "replace", "state": "not_applicable"}
                    ]},
                    {"rule": "RC-201", "state": "passed", "checks": [
                      {"operation": "animate", "model": "acme-motion", "state": "passed"}
                    ]},
                    {"rule": "RC-203", "state": "passed", "checks": [
                      {"operation": "animate", "state": "passed"}
                    ]},
                    {"rule": "RC-206", "state": "failed", "checks": [
                      {"operation": "animate", "model": "acme-motion", "state": "failed", "given": "429", \
                "then": "it is RATE_LIMITED"}
                    ]},
                    {"rule": "RC-604", "state": "not_applicable", "reason": "the provider has no \\\"preview\\\""}
                  ]
                }
                """);
    }

    @Test
    void a_cause_of_several_rules_is_reported_once_and_first() {
        report.of("RC-101").passed("animate", "");
        for (String rule : List.of("RC-201", "RC-202", "RC-203")) {
            report.of(rule).failed(violation("422 in " + rule, Optional.of("every order is rejected")));
        }
        report.of("RC-204").failed(violation("it is TIMEOUT", Optional.of("a poll fails")));

        assertThat(report.text("acme"))
                .isEqualTo("3 rules fail because every order is rejected, in RC-201: 422 in RC-201\n"
                        + "contract of provider 'acme': 4 failed (RC-201, RC-202, RC-203, RC-204), 1 passed");
        assertThat(json()).contains("""
                  "causes": [
                    {"cause": "every order is rejected", "rules": "RC-201, RC-202, RC-203"}
                  ],
                  "rules": [
                """);
    }

    @Test
    void an_exception_is_a_cause_with_its_place() {
        IndexOutOfBoundsException root = new IndexOutOfBoundsException(7);
        IllegalStateException problem = new IllegalStateException("wrapped", root);
        root.setStackTrace(new StackTraceElement[] {
            new StackTraceElement("java.util.List", "get", "List.java", 1),
            new StackTraceElement("com.example.acme.AcmeRequestMapper", "body", "AcmeRequestMapper.java", 42)
        });
        for (String rule : List.of("RC-201", "RC-202", "RC-203")) {
            report.of(rule).failed(problem);
        }
        report.of("RC-204").failed(new ProviderNotStartedError(problem));

        assertThat(report.text("acme"))
                .startsWith("3 rules fail because IndexOutOfBoundsException at AcmeRequestMapper.java:42 is thrown\n");
        assertThat(CheckFailure.of(new ProviderNotStartedError(problem), text -> text)
                        .cause())
                .contains("start() throws IndexOutOfBoundsException at AcmeRequestMapper.java:42");
    }

    @Test
    void a_failed_check_keeps_its_first_failure() {
        RuleResult result = report.of("RC-206");
        result.passed("animate", "acme-motion");
        result.failed("animate", "acme-motion", violation);
        result.failed("animate", "acme-motion", new IllegalStateException("later"));
        result.passed("animate", "acme-motion");
        result.notApplicable("animate");
        result.notApplicable("animate");
        assertThat(json())
                .contains("{\"operation\": \"animate\", \"state\": \"not_applicable\"}")
                .contains("\"state\": \"failed\", \"given\": \"429\", \"then\": \"it is RATE_LIMITED\"}")
                .doesNotContain("IllegalState");
    }

    @Test
    void a_failure_outside_of_checks_is_in_the_rule() {
        report.of("RC-104").notApplicable("replace");
        report.of("RC-104").failed(new IllegalStateException("stray"));
        assertThat(json())
                .contains("{\"rule\": \"RC-104\", \"state\": \"failed\","
                        + " \"problem\": \"java.lang.IllegalStateException\", \"checks\"");
    }

    @Test
    void a_report_that_cannot_be_written_fails_no_test(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("deep/down/report.json");
        report.write(file, "acme", file);
        assertThat(Files.readString(file)).isEqualTo(json());
        assertThatCode(() -> report.write(file.resolve("under-a-file.json"), "acme", file))
                .doesNotThrowAnyException();
    }
}
