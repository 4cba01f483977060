package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.cli.CommandLines;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.testkit.contract.engine.ContractRuleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that a generated provider compiles, that its contract lists its gaps, and that it passes without them. */
@Tag("long")
class GeneratedProviderTest {

    private static final Pattern LISTED = Pattern.compile("^- \\[ ] (RC-\\d{3}) ", Pattern.MULTILINE);
    private static final Pattern MARK = Pattern.compile("TO DO \\(([^)]*)\\)");
    private static final Pattern RULE = Pattern.compile("RC-\\d{3}");

    private static final Pattern RESULT = Pattern.compile("contract of provider 'acme': (?<failed>\\d+) failed"
            + " \\((?<rules>[^)]*)\\), (?<passed>\\d+) passed,\\s(?<skipped>\\d+) not applicable");

    private static final Pattern STATE = Pattern.compile("\"rule\": \"(RC-\\d{3})\", \"state\": \"(\\w+)\"");
    private static final Map<String, Set<String>> RULES_OF_ABILITIES = Map.of(
            "--with-cancel", Set.of("RC-321", "RC-322"),
            "--with-callbacks", Set.of("RC-221", "RC-323", "RC-324", "RC-721"),
            "--with-uploads", Set.of("RC-901", "RC-902", "RC-903", "RC-904", "RC-905"));

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
        assertThat(run.passed()).isEqualTo(ContractRuleReader.rules().size() - listed.size() + 1);
        Matcher result = RESULT.matcher(Files.readString(Repository.ROOT.resolve("docs/writing-a-provider.md")));
        assertThat(result.find()).as("the page shows what the suite prints").isTrue();
        assertThat(result.group("rules").replace('\n', ' ')).isEqualTo(String.join(", ", listed));
        assertThat(Integer.parseInt(result.group("failed"))).isEqualTo(listed.size());
        assertThat(Integer.parseInt(result.group("passed")) + Integer.parseInt(result.group("skipped")))
                .isEqualTo(ContractRuleReader.rules().size() - listed.size());
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
        assertThat(run.passed()).isEqualTo(ContractRuleReader.rules().size() + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--with-cancel",
                "--with-callbacks",
                "--with-uploads",
                "--with-cancel --with-callbacks --with-uploads"
            })
    void with_more_abilities_it_passes_their_rules(String options) throws IOException {
        GeneratedProvider acme = GeneratedProvider.in(temporary.resolve("acme"), options.split(" ", -1));
        acme.finish();

        SuiteRun run = test(acme);

        assertThat(run.failed()).isEmpty();
        Set<String> applicable = new TreeSet<>();
        STATE.matcher(GeneratedProvider.report()).results().forEach(rule -> {
            if (rule.group(2).equals("passed")) {
                applicable.add(rule.group(1));
            }
        });
        RULES_OF_ABILITIES.forEach((option, rules) -> {
            if (options.contains(option)) {
                assertThat(applicable).containsAll(rules);
            } else {
                assertThat(applicable).doesNotContainAnyElementsOf(rules);
            }
        });
    }

    @Test
    void the_document_has_the_commands_of_the_output() {
        String document = Repository.text(Repository.ROOT.resolve("docs/writing-a-provider.md"))
                .replace("\\\n  ", "");
        String root = Repository.ROOT.toString();

        assertThat(CommandLines.buildSteps(Path.of("provider-acme"), ProviderId.of("acme"), Repository.ROOT))
                .hasSize(4)
                .allSatisfy(step -> assertThat(document)
                        .contains("\n" + step.replace(" -f " + root + " ", " ").replace(root + "/", "./") + "\n"));
    }

    /** With everything, and without the table. */
    @Test
    void it_is_short() {
        long lines = GeneratedProvider.in(
                        temporary.resolve("acme"), "--with-cancel", "--with-callbacks", "--with-uploads")
                .sources()
                .entrySet()
                .stream()
                .filter(source -> !source.getKey().matches(".*Acme(Models|Dialect|Simulator|\\w+Test)\\.java"))
                .mapToLong(source -> source.getValue().lines().count())
                .sum();

        assertThat(lines).isLessThan(450);
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
