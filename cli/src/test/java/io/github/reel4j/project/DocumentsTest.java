package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.project.Markdown.Block;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the Java samples of the documents compile and run, and that their tables match the code. */
class DocumentsTest {

    /** The documents for users of the library: their samples need core and its dependencies only. */
    private static final Set<String> FOR_USERS = Set.of(
            "callbacks.md",
            "configuration.md",
            "failures.md",
            "guide.md",
            "journal.md",
            "plain-java.md",
            "production.md");

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
        return Markdown.all().stream()
                .filter(document -> !RuntimeDocumentsTest.PAGES.contains(
                        String.valueOf(document.file().getFileName())))
                // the module spring-boot compiles the samples of its document
                .filter(document -> !document.file().endsWith("spring-boot.md"))
                .flatMap(document -> document.blocks("java").stream());
    }

    static Stream<Block> runnable() {
        return java().filter(block -> block.mark().equals("run"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("java")
    void every_java_sample_compiles(Block block) {
        Compilation compilation = Compilation.into(folder);

        List<String> errors;
        if (block.file().equals(Markdown.readme().file())) {
            errors = compilation.classPath(List.of(artifacts.of("core"))).errors(Snippets.ofUser(block));
        } else if (FOR_USERS.contains(String.valueOf(block.file().getFileName()))) {
            errors = compilation.classPath(artifacts.core()).errors(Snippets.ofUser(block));
        } else {
            errors = compilation.classPath(Artifacts.everything()).errors(Snippets.ofProviderAuthor(block, acme));
        }

        assertThat(errors).as(block.text()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runnable")
    void a_sample_that_is_run_orders_once_and_saves_a_video(Block block) throws IOException {
        Path classes = Compilation.into(workshop.resolve("run-" + block.file().getFileName() + block.line()))
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
                    .run(Snippets.mainClassOf(block));

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
    void the_samples_of_README_and_guide_are_run() {
        assertThat(runnable())
                .extracting(block -> String.valueOf(block.file().getFileName()))
                .contains("README.md", "guide.md");
    }

    /** If it fails: {@code docs/images/make-terminal-svg}. */
    @Test
    void the_picture_of_a_terminal_shows_what_reel_prints() {
        String shown = Repository.text(Repository.ROOT.resolve("docs/images/terminal.svg"))
                .replaceAll("<[^>]*>", "")
                .replace("\n", "");
        String printed = Repository.text(Repository.ROOT.resolve("cli/src/test/resources/golden/simulated.txt"));
        String notice = printed.lines()
                .filter(line -> line.startsWith("! "))
                .findFirst()
                .orElseThrow()
                .replace("ACME", "PIXAZO");

        assertThat(shown)
                .contains("$ ./reel text \"A kitten running in the moonlight\" -o kitten.mp4")
                .containsPattern(Pattern.quote(notice).replace("PORT", "\\E\\d+\\Q"))
                .contains("(reel resume TASK)", "✔ kitten.mp4");
    }

    @Test
    void the_table_of_failures_is_that_of_the_code() throws IOException {
        GeneratedSection.of("docs/failures.md", "failures").matches("\n" + FailuresTable.ofAllKinds());
    }

    @Test
    void every_failure_kind_has_a_section() {
        Markdown document = Markdown.of("docs/failures.md");

        assertThat(document.anchors())
                .containsAll(Stream.of(FailureKind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
