package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.reel4j.house.ChildJvm.Outcome;
import io.github.reel4j.testkit.contract.engine.ContractDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A project outside this build, that imports the bom and nothing else, is built by a Maven of its own. It reaches no network: all
 * its repositories are folders, one of what was just built here, one of what this build has downloaded before.
 */
class ExternalProjectTest {

    private static final Pattern KEPT = Pattern.compile("\"rule\": \"(RC-\\d{3})\", \"state\": \"(passed|refused)\"");
    /** Of a cancel and of callbacks, which the generated provider does not declare. */
    private static final Set<String> OF_OPTIONAL_ABILITIES =
            Set.of("RC-221", "RC-321", "RC-322", "RC-323", "RC-324", "RC-721");

    @TempDir
    private Path workshop;

    @Test
    void a_finished_provider_passes_the_contract_in_a_build_of_its_own() throws IOException {
        Artifacts artifacts = new Artifacts(workshop);
        ExternalMaven maven = new ExternalMaven(workshop, artifacts);
        assumeTrue(maven.isKnown(), "only a build by Maven tells where Maven and its repository are");
        GeneratedProvider acme = GeneratedProvider.in(workshop.resolve("acme"));
        acme.finish();

        Outcome outcome = maven.run(acme.folder(), "verify");

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        Map<String, String> kept = KEPT.matcher(
                        acme.text("target/reel4j-contract-com.example.reel4j.acme.AcmeContractTest.json"))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertThat(kept).containsOnlyKeys(ContractDocument.rules().keySet());
        assertThat(kept.entrySet())
                .allSatisfy(rule -> assertThat(rule.getValue())
                        .isEqualTo(OF_OPTIONAL_ABILITIES.contains(rule.getKey()) ? "refused" : "passed"));
        Path jar = acme.folder().resolve("target/provider-acme-0.1.0-SNAPSHOT.jar");
        assertFoundBy(new ChildJvm(workshop).classPath(with(artifacts.reel(), jar)));
        assertFoundBy(new ChildJvm(workshop)
                .modulePath(with(artifacts.with(), jar))
                .options("--add-modules", "io.github.reel4j.core")
                .classPath(artifacts.reel()));
    }

    private static void assertFoundBy(ChildJvm java) {
        Outcome outcome = java.run("io.github.reel4j.cli.Reel", "providers");

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.out()).contains("acme", "video-1", "0.35 USD");
    }

    private static List<Path> with(List<Path> jars, Path more) {
        return Stream.concat(jars.stream(), Stream.of(more)).toList();
    }
}
