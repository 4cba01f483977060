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
    void without_a_rule_it_counts_none() {
        assertThat(report.text("acme")).isEqualTo("contract of provider 'acme': ");
        assertThat(json()).isEqualTo("""
                {
                  "provider": "acme",
                  "passed": 0,
                  "failed": 0,
                  "refused": 0,
                  "rules": [

                  ]
                }
                """);
    }

    @Test
    void what_failed_is_told_first_and_by_name_and_what_was_refused_with_its_reason() {
        report.of("RC-203").passed("animate", "");
        report.of("RC-201").passed("animate", "acme-motion");
        report.of("RC-604").allNotApplicable("the provider has no \"preview\"");
        report.of("RC-206").failed("animate", "acme-motion", violation);
        report.of("RC-206").failed(violation);
        report.of("RC-104").notApplicable("replace");

        assertThat(report.text("acme"))
                .isEqualTo("contract of provider 'acme': 1 failed (RC-206), 3 passed, 1 refused (RC-604)");
        assertThat(json()).isEqualTo("""
                {
                  "provider": "acme",
                  "passed": 3,
                  "failed": 1,
                  "refused": 1,
                  "rules": [
                    {"rule": "RC-104", "state": "passed", "checks": [
                      {"operation": "replace", "state": "refused"}
                    ]},
                    {"rule": "RC-201", "state": "passed", "checks": [
                      {"operation": "animate", "model": "acme-motion", "state": "passed"}
                    ]},
                    {"rule": "RC-203", "state": "passed", "checks": [
                      {"operation": "animate", "state": "passed"}
                    ]},
                    {"rule": "RC-206", "state": "failed", "checks": [
                      {"operation": "animate", "model": "acme-motion", "state": "failed", "given": "429", "then": "it is RATE_LIMITED"}
                    ]},
                    {"rule": "RC-604", "state": "refused", "reason": "the provider has no \\\"preview\\\""}
                  ]
                }
                """);
    }

    @Test
    void a_check_that_failed_stays_failed_by_what_it_failed_with_first() {
        RuleResult result = report.of("RC-206");
        result.passed("animate", "acme-motion");
        result.failed("animate", "acme-motion", violation);
        result.failed("animate", "acme-motion", new IllegalStateException("later"));
        result.passed("animate", "acme-motion");
        result.notApplicable("animate");
        result.notApplicable("animate");
        assertThat(json())
                .contains("{\"operation\": \"animate\", \"state\": \"refused\"}")
                .contains("\"state\": \"failed\", \"given\": \"429\", \"then\": \"it is RATE_LIMITED\"}")
                .doesNotContain("IllegalState");
    }

    @Test
    void a_rule_that_failed_in_no_check_says_itself_what_it_was() {
        report.of("RC-104").notApplicable("replace");
        report.of("RC-104").failed(new IllegalStateException("stray"));
        assertThat(json())
                .contains("{\"rule\": \"RC-104\", \"state\": \"failed\","
                        + " \"problem\": \"java.lang.IllegalStateException\", \"checks\"");
    }

    @Test
    void it_is_written_where_it_is_wanted_and_fails_no_test_where_it_cannot_be(@TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("deep/down/report.json");
        report.write(file, "acme");
        assertThat(Files.readString(file)).isEqualTo(json());
        assertThatCode(() -> report.write(file.resolve("under-a-file.json"), "acme"))
                .doesNotThrowAnyException();
    }
}
