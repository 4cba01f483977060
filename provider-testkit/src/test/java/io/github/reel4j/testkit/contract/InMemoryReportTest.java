package io.github.reel4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reel4j.testkit.contract.subject.InMemoryUnderTest;
import io.github.reel4j.testkit.contract.subject.ProviderUnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests that the report has a reason for each rule that is not applicable. */
class InMemoryReportTest {

    private static final ThreadLocal<Path> FILE = new ThreadLocal<>();

    static class Suite extends VideoProviderContract {

        @Override
        protected ProviderUnderTest start() {
            return new InMemoryUnderTest();
        }

        @Override
        protected Optional<Path> reportFile() {
            return Optional.ofNullable(FILE.get());
        }
    }

    @Test
    void rules_about_a_vendor_do_not_apply_without_one(@TempDir Path folder) throws IOException {
        JsonNode report = run(folder.resolve("report.json"));

        Map<String, TreeSet<String>> notApplicable = new TreeMap<>();
        report.get("rules").forEach(rule -> {
            if (rule.has("reason")) {
                notApplicable
                        .computeIfAbsent(rule.get("reason").textValue(), reason -> new TreeSet<>())
                        .add(rule.get("rule").textValue());
            }
        });
        assertThat(notApplicable.remove("the provider has no vendor"))
                .hasSize(46)
                .contains("RC-202", "RC-801");
        assertThat(notApplicable)
                .hasToString("{the provider declares no callbacks=[RC-221, RC-323, RC-324, RC-721, RC-722],"
                        + " the provider has no canceller=[RC-321, RC-322, RC-325],"
                        + " the provider has no preview=[RC-604],"
                        + " the provider needs no key=[RC-103, RC-703, RC-704, RC-802],"
                        + " the provider takes no key=[RC-701],"
                        + " the vendor documents no limits of single models=[RC-107]}");
        assertThat(report.get("failed").intValue()).isZero();
    }

    private static JsonNode run(Path file) throws IOException {
        FILE.set(file);
        try {
            EngineTestKit.engine("junit-jupiter")
                    .selectors(DiscoverySelectors.selectClass(Suite.class))
                    .execute();
            return new JsonMapper().readTree(file.toFile());
        } finally {
            FILE.remove();
        }
    }
}
