package io.github.reel4j.testkit.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.testkit.contract.engine.ContractContext;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.RuleResult;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import io.vavr.control.Either;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that no secret of a provider that leaks it everywhere gets into the reports. */
@Tag("long")
class HtmlReportSecretTest {

    @TempDir
    private Path folder;

    @Test
    void a_leaking_provider_leaks_nothing_into_the_reports() throws IOException {
        ContractMutant leaking = new ContractMutant(
                "leaks its key",
                Set.of(),
                AcmeStyle.defaultStyle(),
                (right, config) -> Acme.provider(
                                config, AcmeStyle.defaultStyle(), order -> order, Map.of("key", key(config)))
                        .tracker(task -> Either.left(
                                VideoFailure.of(FailureKind.UNAVAILABLE, "GET /v1/jobs?key=" + key(config))))
                        .pricing(order -> {
                            throw new IllegalStateException(key(config));
                        }));

        String json = ContractMutantSuite.report(leaking, folder.resolve("report.json"));
        String html = Files.readString(folder.resolve("report.html"));

        assertThat(json).doesNotContain("canary");
        assertThat(html).contains("***", "?key=***", "Common causes").doesNotContain("canary");
    }

    @Test
    void a_key_in_the_precondition_of_a_check_is_masked() {
        try (ProviderUnderTest subject = new ContractMutantUnderTest(
                new ContractMutant("right", Set.of(), AcmeStyle.defaultStyle(), (right, config) -> right))) {
            RuleCheck check = new ContractContext(subject, new RuleResult())
                    .ruleCheck("RC-701", "the vendor echoes the key " + subject.secret());

            assertThat(check.failed("no text contains the key " + subject.secret(), "one does"))
                    .hasMessageContaining("the vendor echoes the key ***")
                    .hasMessageContaining("no text contains the key ***")
                    .hasMessageNotContaining("canary");
        }
    }

    private static String key(ProviderConfig config) {
        return config.text("api-key").orElseThrow();
    }
}
