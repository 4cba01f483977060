package io.github.reel4j.testkit.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractReportTest {

    private final RuleViolation violation = new RuleViolation("RC-206 MUST ...", "429", "it is RATE_LIMITED");

    private final ContractReport report = new ContractReport();

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
        report.write(file, "acme");
        assertThat(Files.readString(file)).isEqualTo(json());
        assertThatCode(() -> report.write(file.resolve("under-a-file.json"), "acme"))
                .doesNotThrowAnyException();
    }
}
