package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.cli.Reel;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files that package managers read name the artifacts of this build. */
class DistributionTest {

    private static final Pattern ARCHIVE = Pattern.compile("path: 'cli/target/app-image/([^']*)'\\n +platform: (\\S+)");

    private final Pom cli = Pom.at(Repository.ROOT.resolve("cli/pom.xml"));
    private final String release = Pom.at(Repository.ROOT.resolve("pom.xml"))
            .text("version")
            .orElseThrow()
            .replace("-SNAPSHOT", "");

    @Test
    void jbang_starts_the_released_artifact() {
        assertThat(Repository.text(Repository.ROOT.resolve("jbang-catalog.json")))
                .contains("\"script-ref\": \"io.github.reel4j:"
                        + cli.text("artifactId").orElseThrow() + ":" + release + "\"");
    }

    @Test
    void the_jar_can_be_started() throws NoSuchMethodException {
        List<String> mainClasses = cli.texts("build/plugins/plugin/configuration/archive/manifest/mainClass");

        assertThat(mainClasses).containsExactly(Reel.class.getName());
        assertThat(Reel.class.getMethod("main", String[].class)).isNotNull();
        assertThat(Repository.text(Repository.ROOT.resolve("jreleaser.yml")))
                .contains("mainClass: " + Reel.class.getName());
    }

    @Test
    void jreleaser_publishes_the_archives_of_the_app_image() {
        Map<String, String> systems = Map.of("linux-x86_64", "linux-x86_64", "osx-aarch_64", "darwin-arm64");
        String script = Repository.text(Repository.ROOT.resolve("cli/app-image"));

        assertThat(script)
                .contains(
                        "system=$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)", "reel-$version-$system.tar.gz");
        List<MatchResult> archives = ARCHIVE.matcher(Repository.text(Repository.ROOT.resolve("jreleaser.yml")))
                .results()
                .toList();
        assertThat(archives)
                .hasSize(2)
                .allSatisfy(archive -> assertThat(archive.group(1))
                        .isEqualTo("{{distributionName}}-{{projectVersion}}-" + systems.get(archive.group(2))
                                + ".tar.gz"));
    }
}
