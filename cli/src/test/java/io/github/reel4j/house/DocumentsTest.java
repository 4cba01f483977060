package io.github.reel4j.house;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.house.ChildJvm.Outcome;
import io.github.reel4j.house.Markdown.Block;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents show compiles, runs, and is what the tables in the code say. */
class DocumentsTest {

    private static final String START = "<!-- models: begin -->";
    private static final String END = "<!-- models: end -->";

    @TempDir
    private static Path workshop;

    private static Artifacts artifacts;
    private static GeneratedProvider acme;

    @TempDir
    private Path folder;

    @BeforeAll
    static void findArtifacts() {
        artifacts = new Artifacts(workshop);
        acme = GeneratedProvider.in(workshop.resolve("acme"));
    }

    static Stream<Block> java() {
        return Markdown.all().stream().flatMap(document -> document.blocks("java").stream());
    }

    static Stream<Block> runnable() {
        return Markdown.readme().blocks("java").stream()
                .filter(block -> block.mark().equals("run"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("java")
    void every_block_of_java_compiles(Block block) {
        Compilation compilation = Compilation.into(folder);

        List<String> errors = block.file().equals(Markdown.readme().file())
                ? compilation.classPath(List.of(artifacts.of("core"))).errors(Snippets.ofUser(block))
                : compilation.classPath(Artifacts.everything()).errors(Snippets.ofProviderAuthor(block, acme));

        assertThat(errors).as(block.text()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runnable")
    void the_quickstart_runs_and_leaves_a_video(Block block) throws IOException {
        Path classes = Compilation.into(workshop.resolve("quickstart"))
                .classPath(List.of(artifacts.of("core")))
                .compile(Snippets.ofUser(block));
        List<Path> classPath = new ArrayList<>(artifacts.with("pixazo"));
        classPath.add(classes);
        try (Simulator pixazo = PixazoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ZERO)
                .start()) {

            Outcome outcome = new ChildJvm(folder)
                    .classPath(classPath)
                    .environment(SmallProgram.settings("pixazo", pixazo))
                    .run(Snippets.MAIN);

            assertThat(outcome.exit()).as(outcome.everything()).isZero();
            assertThat(outcome.out()).contains("reel:1:pixazo:").doesNotContain("key-of-");
            assertThat(Repository.files(folder, ".mp4"))
                    .singleElement()
                    .satisfies(video -> assertThat(Files.readString(folder.resolve(video), StandardCharsets.ISO_8859_1))
                            .contains("ftyp"));
            assertThat(pixazo.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void the_README_has_a_quickstart_that_is_run() {
        assertThat(runnable()).isNotEmpty();
    }

    /** {@code ./mvnw verify -Dreel4j.docs.write=true} writes the table instead of complaining. */
    @Test
    void the_README_s_table_of_models_is_that_of_the_code() throws IOException {
        Path readme = Repository.ROOT.resolve("README.md");
        String text = Repository.text(readme);
        assertThat(text).containsOnlyOnce(START).containsOnlyOnce(END);
        int start = text.indexOf(START) + START.length();
        int end = text.indexOf(END);
        String meant = "\n\n" + ModelsTable.ofShippedProviders() + "\n";

        if (Boolean.getBoolean("reel4j.docs.write")) {
            Files.writeString(readme, text.substring(0, start) + meant + text.substring(end));
        } else {
            assertThat(text.substring(start, end))
                    .as("the table in README.md; write it with ./mvnw verify -Dreel4j.docs.write=true")
                    .isEqualTo(meant);
        }
    }
}
