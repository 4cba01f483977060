package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.project.Markdown.Block;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compiles and runs the programs of docs/runtimes/kotlin.md, and shows which mistakes Kotlin's compiler reports. */
@Timeout(400)
@Tag("long")
class KotlinTest {

    private static final String KEY = "canary-key-4711";

    @TempDir
    private Path workshop;

    private static List<Block> programs() {
        return Markdown.of("docs/runtimes/kotlin.md").blocks("kotlin");
    }

    @Test
    void every_kotlin_block_is_run_or_does_not_compile() {
        assertThat(programs()).extracting(Block::mark).containsExactly("run", "does not compile");
    }

    @Test
    void a_program_with_coroutines_orders_once() throws IOException {
        Artifacts artifacts = new Artifacts(workshop);
        Path classes = workshop.resolve("classes");
        try (Simulator pixazo = PixazoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ZERO)
                .start()) {
            Outcome compiled = new KotlinCompilation(workshop, artifacts.core())
                    .compile("Program.kt", programs().get(0).text(), classes);
            assertThat(compiled.exit()).as(compiled.everything()).isZero();
            List<Path> classPath = new ArrayList<>(artifacts.with("pixazo"));
            classPath.addAll(KotlinCompilation.libraries());
            classPath.add(classes);

            Outcome run = new ChildJvm(workshop)
                    .classPath(classPath)
                    .environment(Map.of(
                            "PIXAZO_API_KEY",
                            KEY,
                            "PIXAZO_BASE_URL",
                            pixazo.baseUrl().toString()))
                    .run("ProgramKt");

            assertThat(run.exit()).as(run.everything()).isZero();
            assertThat(run.out()).contains("reel:1:pixazo:").doesNotContain(KEY);
            assertThat(workshop.resolve("kitten.mp4"))
                    .content(StandardCharsets.ISO_8859_1)
                    .contains("ftyp");
            assertThat(pixazo.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void each_null_and_each_missing_case_is_an_error() throws IOException {
        Block mistakes = programs().get(1);
        List<String> wrong = mistakes.text().lines().toList();

        Outcome outcome = new KotlinCompilation(workshop, new Artifacts(workshop).core())
                .compile("Mistakes.kt", mistakes.text(), workshop.resolve("classes"));

        assertThat(outcome.exit()).as(outcome.everything()).isNotZero();
        for (int line = 1; line <= wrong.size(); line++) {
            String error = "Mistakes.kt:" + line + ":\\d+: error: ";
            if (wrong.get(line - 1).contains("// error")) {
                assertThat(outcome.err()).as(wrong.get(line - 1)).containsPattern(error);
            } else {
                assertThat(outcome.err()).as(wrong.get(line - 1)).doesNotContainPattern(error);
            }
        }
    }
}
