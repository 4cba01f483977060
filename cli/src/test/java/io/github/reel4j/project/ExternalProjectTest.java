package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.testkit.contract.engine.ContractRuleReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds a project outside this build with Maven. It only imports the BOM and needs no network, because its
 * repositories are folders: one with the artifacts of this build, one with those that this build has downloaded.
 */
@Tag("long")
class ExternalProjectTest {

    private static final Pattern RESULT =
            Pattern.compile("\"rule\": \"(RC-\\d{3})\", \"state\": \"(passed|not_applicable)\"");
    /** The rules for cancelling, callbacks and uploads, which the generated provider does not support. */
    private static final Set<String> NOT_APPLICABLE = Set.of(
            "RC-107", "RC-213", "RC-221", "RC-311", "RC-312", "RC-313", "RC-316", "RC-321", "RC-322", "RC-323",
            "RC-324", "RC-325", "RC-721", "RC-722", "RC-901", "RC-902", "RC-903", "RC-904", "RC-905");

    @TempDir
    private Path workshop;

    @Test
    void a_finished_provider_passes_the_contract_in_its_own_build() throws IOException {
        Artifacts artifacts = new Artifacts(workshop);
        ExternalMaven maven = new ExternalMaven(workshop, artifacts);
        assumeTrue(maven.isAvailable(), "only a Maven build sets the location of Maven and its repository");
        GeneratedProvider acme = GeneratedProvider.in(workshop.resolve("acme"));
        acme.finish();

        Outcome outcome = maven.run(acme.folder(), "verify");

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        Map<String, String> results = RESULT.matcher(
                        acme.text("target/reel4j-contract-com.example.reel4j.acme.AcmeContractTest.json"))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(results).containsOnlyKeys(ContractRuleReader.rules().keySet());
        assertThat(results.entrySet())
                .allSatisfy(rule -> assertThat(rule.getValue())
                        .isEqualTo(NOT_APPLICABLE.contains(rule.getKey()) ? "not_applicable" : "passed"));
        Path jar = acme.folder().resolve("target/provider-acme-0.1.0-SNAPSHOT.jar");
        assertFindsAcme(new ChildJvm(workshop).classPath(with(artifacts.reel(), jar)));
        assertFindsAcme(new ChildJvm(workshop)
                .modulePath(with(artifacts.with(), jar))
                .options("--add-modules", "io.github.reel4j.core")
                .classPath(artifacts.reel()));
    }

    private static void assertFindsAcme(ChildJvm java) {
        Outcome outcome = java.run("io.github.reel4j.cli.Reel", "providers");

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.out()).contains("acme", "video-1", "0.35 USD");
    }

    private static List<Path> with(List<Path> jars, Path more) {
        return Stream.concat(jars.stream(), Stream.of(more)).toList();
    }
}
