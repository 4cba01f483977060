package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.ProviderId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code reel new-provider} writes, and which arguments it rejects. */
class NewProviderTest {

    @TempDir
    Path folder;

    @Test
    void prints_the_folder_on_stdout_and_the_next_step_on_stderr() {
        Path target = folder.resolve("vendors/acme");
        ReelRun run = ReelRun.withoutKeys().reel("new-provider", "acme", "--directory", target.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(target + "\n");
        assertThat(run.err())
                .contains("README.md")
                .containsSubsequence(
                        "mvn -f " + target + " verify",
                        "mvn -f " + target + " package -DskipTests",
                        "reel --provider-jar " + target + "/target/provider-acme-0.1.0-SNAPSHOT.jar text",
                        "--provider acme --simulate");
        assertThat(target.resolve("pom.xml")).exists();
    }

    @Test
    void hyphens_separate_words_in_class_names() {
        CommandLines.run("new-provider", "my-second-vendor", "--directory", folder.toString());

        assertThat(folder.resolve("src/main/java/com/example/reel4j/mysecondvendor/MySecondVendorApi.java"))
                .exists();
        assertThat(folder.resolve("README.md")).content().contains("`MY_SECOND_VENDOR_API_KEY`");
    }

    @Test
    void no_placeholder_is_left() throws IOException {
        CommandLines.run(
                "new-provider",
                "acme",
                "--directory",
                folder.toString(),
                "--package",
                "org.videos",
                "--with-cancel",
                "--with-callbacks",
                "--with-uploads");

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(21)
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .isNotEmpty()
                            .doesNotContainPattern("@(id|ID|Name|package|version|if .*|else|end)@"));
        }
        assertThat(folder.resolve("src/main/java/org/videos/AcmeModels.java")).exists();
    }

    @Test
    void the_sources_of_reel4j_are_installed_first(@TempDir Path sources) throws IOException {
        Files.createFile(sources.resolve("mvnw"));

        assertThat(NextBuildSteps.of(Path.of("my module"), ProviderId.of("acme"), Optional.of(sources)))
                .containsExactly(
                        sources + "/mvnw -f " + sources + " install -DskipTests",
                        sources + "/mvnw -f 'my module' verify",
                        sources + "/mvnw -f 'my module' package -DskipTests",
                        sources + "/reel --provider-jar 'my module/target/provider-acme-0.1.0-SNAPSHOT.jar' text"
                                + " \"a heron at dawn\" --provider acme --simulate");
    }

    @Test
    void a_part_of_a_template_is_written_if_it_is_chosen() {
        String template = "a\n  @if x|y@\nb\n@else@\nc\n@end@\nd";

        assertThat(ConditionalText.of(template, Set.of("y"))).isEqualTo("a\nb\nd");
        assertThat(ConditionalText.of(template, Set.of())).isEqualTo("a\nc\nd");
    }

    @Test
    void a_folder_with_content_is_rejected_and_unchanged() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
        ReelRun run = ReelRun.withoutKeys().reel("new-provider", "acme", "--directory", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("DIRECTORY  " + folder + " is not empty", "--directory", "Nothing was written.");
        assertThat(folder.toFile().list()).containsExactly("mine.txt");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void a_file_instead_of_a_folder_is_rejected() throws IOException {
        Path file = Files.createFile(folder.resolve("acme"));
        ReelRun run = ReelRun.withoutKeys().reel("new-provider", "acme", "--directory", file.toString());

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("is not a directory. Set", "Nothing was written.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "7acme", "a_b", "../acme", ""})
    void an_invalid_id_is_rejected(String name) {
        ReelRun run = ReelRun.withoutKeys().reel("new-provider", name, "--directory", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("is not a provider id. Allowed: a lower-case letter");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.new", "com..example", "com/example", ""})
    void an_invalid_package_is_rejected(String name) {
        ReelRun run =
                ReelRun.withoutKeys().reel("new-provider", "acme", "--directory", folder.toString(), "--package", name);

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("'" + name + "' is not the name of a Java package");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_missing_name_is_reported() {
        ReelRun run = ReelRun.withoutKeys().reel("new-provider");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("NAME");
    }
}
