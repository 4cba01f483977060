package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.contract.engine.ContractDocumentReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that a generated provider compiles, that its contract lists its gaps, and that it passes without them. */
class GeneratedProviderTest {

    private static final Pattern LISTED = Pattern.compile("^- \\[ ] (RC-\\d{3}) ", Pattern.MULTILINE);
    private static final Pattern MARK = Pattern.compile("TO DO \\(([^)]*)\\)");
    private static final Pattern RULE = Pattern.compile("RC-\\d{3}");

    private static final Pattern RESULT = Pattern.compile("contract of provider 'acme': (?<failed>\\d+) failed"
            + " \\((?<rules>[^)]*)\\), (?<passed>\\d+) passed,\\s(?<skipped>\\d+) not applicable");

    @TempDir
    private Path temporary;

    @Test
    void its_contract_fails_exactly_as_its_README_lists() throws IOException {
        GeneratedProvider acme = GeneratedProvider.in(temporary.resolve("acme"));
        Set<String> listed = rules(LISTED, acme.text("README.md"));

        SuiteRun run = test(acme);

        assertThat(run.failed().keySet()).isEqualTo(listed);
        assertThat(run.failed())
                .allSatisfy((rule, check) -> assertThat(check)
                        .contains(
                                "provider 'acme'   FAILED",
                                "given",
                                "docs/provider-contract.md#" + rule.toLowerCase(Locale.ROOT)));
        assertThat(run.passed()).isEqualTo(ContractDocumentReader.rules().size() - listed.size() + 1);
        Matcher result = RESULT.matcher(Files.readString(Repository.ROOT.resolve("docs/writing-a-provider.md")));
        assertThat(result.find()).as("the page shows what the suite prints").isTrue();
        assertThat(result.group("rules")).isEqualTo(String.join(", ", listed));
        assertThat(Integer.parseInt(result.group("failed"))).isEqualTo(listed.size());
        assertThat(Integer.parseInt(result.group("passed")) + Integer.parseInt(result.group("skipped")))
                .isEqualTo(ContractDocumentReader.rules().size() - listed.size());
    }

    @Test
    void each_rule_of_the_list_is_marked_in_the_code() {
        GeneratedProvider acme = GeneratedProvider.in(temporary.resolve("acme"));
        String marks = MARK.matcher(String.join("\n", acme.sources().values()))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining());

        assertThat(rules(RULE, marks))
                .isEqualTo(rules(LISTED, acme.text("README.md")))
                .hasSizeBetween(6, 10);
    }

    @Test
    void finished_as_documented_it_passes_the_contract() throws IOException {
        GeneratedProvider acme = GeneratedProvider.in(temporary.resolve("acme"));
        acme.finish();

        SuiteRun run = test(acme);

        assertThat(run.failed()).isEmpty();
        assertThat(run.passed()).isEqualTo(ContractDocumentReader.rules().size() + 1);
    }

    /** So that a build of the generated module downloads nothing that this build does not. */
    @Test
    void it_uses_the_versions_of_this_build() {
        Pom acme =
                Pom.at(GeneratedProvider.in(temporary.resolve("acme")).folder().resolve("pom.xml"));
        Pom ours = Pom.at(Repository.ROOT.resolve("pom.xml"));

        assertThat(acme.texts("properties/reel4j.version")).isEqualTo(ours.texts("version"));
        assertThat(acme.texts("properties/junit.version")).isEqualTo(ours.texts("properties/junit.version"));
        assertThat(ours.texts("build/pluginManagement/plugins/plugin/version"))
                .containsAll(acme.texts("build/plugins/plugin/version"));
    }

    private SuiteRun test(GeneratedProvider acme) throws IOException {
        return acme.test(new Artifacts(temporary), Artifacts.everything(), "AcmeContractTest", "AcmeArchitectureTest");
    }

    private static Set<String> rules(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(found.groupCount()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
