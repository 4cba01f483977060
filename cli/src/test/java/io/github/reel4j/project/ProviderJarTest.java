package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.project.ChildJvm.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders with a provider whose jar is only named on the command line, in a process of its own. */
@Tag("long")
class ProviderJarTest {

    private static final String REEL = "io.github.reel4j.cli.Reel";

    @TempDir
    private static Path workshop;

    private static Artifacts artifacts;
    private static Path jar;

    @BeforeAll
    static void pack() throws IOException {
        artifacts = new Artifacts(workshop);
        GeneratedProvider acme = GeneratedProvider.in(workshop.resolve("acme"));
        acme.finish();
        jar = acme.pack(artifacts);
    }

    @Test
    void the_simulator_beside_the_jar_takes_an_order() {
        Path video = workshop.resolve("heron.mp4");
        Outcome outcome = reel("text", "a heron", "--provider", "acme", "--simulate", "-o", video.toString());

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.everything()).contains("simulator", "Nothing is billed");
        assertThat(video).isNotEmptyFile();
    }

    @Test
    void every_command_finds_the_provider() {
        assertThat(reel("providers").out()).contains("acme", "video-1", "pixazo");
        assertThat(reel("--help").out()).contains("API keys: ACME_API_KEY, ", "PIXAZO_API_KEY");
        assertThat(reel("text", "a heron", "--provider", "acme", "--dry-run").everything())
                .contains("https://api.acme.example/v1/videos");
        assertThat(reel("simulator", "--vendor", "other").everything()).contains("Found: acme, ");
    }

    @Test
    void the_option_may_follow_the_command_and_be_repeated() {
        Outcome outcome =
                run(List.of("providers", "--provider-jar", jar.toString(), "--provider-jar", tests().toString()));

        assertThat(outcome.exit()).as(outcome.everything()).isZero();
        assertThat(outcome.out()).contains("acme");
    }

    @Test
    void without_the_option_the_provider_does_not_exist() {
        assertThat(run(List.of("providers")).out()).doesNotContain("acme");
        assertThat(run(List.of("--help")).out())
                .contains("API keys: APIXO_API_KEY, ")
                .doesNotContain("ACME");
    }

    @Test
    void a_wrong_file_is_named_with_its_defect() throws IOException {
        Path text = Files.writeString(workshop.resolve("text.jar"), "no jar");
        Path empty = Jars.write(Map.of("readme.txt", new byte[0]), workshop.resolve("empty.jar"));

        assertThat(error(workshop.resolve("missing.jar"))).contains("missing.jar does not exist");
        assertThat(error(workshop)).contains("is a folder");
        assertThat(error(text)).contains("text.jar is not a jar");
        assertThat(error(empty))
                .contains("contains no provider and no simulator", "io.github.reel4j.spi.VideoProviderFactory");
    }

    @Test
    void a_provider_that_cannot_be_created_is_reported() {
        Path broken = Jars.write(
                Map.of(
                        "META-INF/services/io.github.reel4j.spi.VideoProviderFactory",
                        "org.example.Missing".getBytes(StandardCharsets.UTF_8)),
                workshop.resolve("broken.jar"));

        assertThat(error(broken)).contains("broken.jar cannot be used", "org.example.Missing");
    }

    @Test
    void the_same_provider_in_2_jars_is_reported() throws IOException {
        Path copy = Files.copy(jar, workshop.resolve("copy.jar"));
        Outcome outcome =
                run(List.of("--provider-jar", jar.toString(), "--provider-jar", copy.toString(), "providers"));

        assertThat(outcome.exit()).isNotZero();
        assertThat(outcome.everything()).contains("copy.jar", "acme.jar");
    }

    private static Path tests() {
        return jar.resolveSibling("acme-tests.jar");
    }

    private static String error(Path file) {
        Outcome outcome = run(List.of("--provider-jar", file.toString(), "providers"));
        assertThat(outcome.exit()).as(outcome.everything()).isNotZero();
        return outcome.everything();
    }

    private static Outcome reel(String... arguments) {
        return run(Stream.concat(Stream.of("--provider-jar", jar.toString()), Stream.of(arguments))
                .toList());
    }

    private static Outcome run(List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(REEL));
        all.addAll(arguments);
        return new ChildJvm(workshop).classPath(artifacts.reel()).run(all.toArray(String[]::new));
    }
}
