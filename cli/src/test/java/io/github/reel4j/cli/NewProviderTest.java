package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where {@code reel new-provider} writes, and what it refuses. */
class NewProviderTest {

    @TempDir
    Path folder;

    @Test
    void the_folder_is_data_and_the_way_on_is_for_people() {
        Path target = folder.resolve("vendors/acme");
        ReelRun run = ReelRun.withoutKeys().reel("new-provider", "acme", "--directory", target.toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(target + "\n");
        assertThat(run.err()).contains("mvn verify", "README.md");
        assertThat(target.resolve("pom.xml")).exists();
    }

    @Test
    void hyphens_make_words_of_class_names_and_vanish_from_the_package() {
        CommandLines.run("new-provider", "my-second-vendor", "--directory", folder.toString());

        assertThat(folder.resolve("src/main/java/com/example/reel4j/mysecondvendor/MySecondVendorApi.java"))
                .exists();
        assertThat(folder.resolve("README.md")).content().contains("`MY_SECOND_VENDOR_API_KEY`");
    }

    @Test
    void no_placeholder_is_left() throws IOException {
        CommandLines.run("new-provider", "acme", "--directory", folder.toString(), "--package", "org.videos");

        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSize(17)
                    .allSatisfy(file -> assertThat(file)
                            .content()
                            .isNotEmpty()
                            .doesNotContainPattern("@(id|ID|Name|package|version)@"));
        }
        assertThat(folder.resolve("src/main/java/org/videos/AcmeModels.java")).exists();
    }

    @Test
    void a_folder_that_holds_something_is_left_alone() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
        ReelRun run = ReelRun.withoutKeys().reel("new-provider", "acme", "--directory", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("DIRECTORY  " + folder + " is not empty", "--directory");
        assertThat(folder.toFile().list()).containsExactly("mine.txt");
        assertThat(mine).hasContent("mine");
    }

    @Test
    void a_file_is_no_folder() throws IOException {
        Path file = Files.createFile(folder.resolve("acme"));
        ReelRun run = ReelRun.withoutKeys().reel("new-provider", "acme", "--directory", file.toString());

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("is not a folder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "7acme", "a_b", "../acme", ""})
    void a_name_that_is_no_id_is_told_what_is(String name) {
        ReelRun run = ReelRun.withoutKeys().reel("new-provider", name, "--directory", folder.toString());

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("is not a provider id. Allowed: a lower-case letter");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"com.example.new", "com..example", "com/example", ""})
    void a_package_that_java_does_not_take_is_refused(String name) {
        ReelRun run =
                ReelRun.withoutKeys().reel("new-provider", "acme", "--directory", folder.toString(), "--package", name);

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("'" + name + "' is not the name of a Java package");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void without_a_name_it_says_what_is_missing() {
        ReelRun run = ReelRun.withoutKeys().reel("new-provider");

        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("NAME");
    }
}
