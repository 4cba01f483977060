package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.project.Markdown.Block;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program of docs/observability.md against a simulated vendor, and compares its tables with the code. */
@Timeout(120)
class ObservabilityDocumentTest {

    @TempDir
    private Path folder;

    @TempDir
    private Path workshop;

    @Test
    void the_program_records_its_order() throws Exception {
        Block program = Markdown.of("docs/observability.md").blocks("java").stream()
                .filter(block -> block.mark().equals("run with Micrometer"))
                .findFirst()
                .orElseThrow();
        try (Simulator pixazo = PixazoSimulator.builder()
                .queued(Duration.ZERO)
                .running(Duration.ZERO)
                .start()) {
            List<Path> classPath = new ArrayList<>(new Artifacts(workshop).withMicrometer("pixazo"));
            classPath.add(Compilation.into(workshop.resolve("observed"))
                    .classPath(classPath)
                    .compile(Snippets.ofUser(program)));

            Outcome outcome = new ChildJvm(folder)
                    .classPath(classPath)
                    .environment(SmallProgram.settings("pixazo", pixazo))
                    .run(Snippets.mainClassOf(program));

            assertThat(outcome.exit()).as(outcome.everything()).isZero();
            assertThat(outcome.out())
                    .contains("reel4j.orders ", "reel4j.task ", "reel4j.poll ", "reel4j.dispatcher.waiting ")
                    .doesNotContain("kitten", "key-of-");
            assertThat(folder.resolve("kitten.mp4")).exists();
            assertThat(pixazo.ledger().orders()).hasSize(1);
        }
    }

    @Test
    void the_tables_are_those_of_the_code() throws IOException {
        GeneratedSection.of("docs/observability.md", "telemetry").matches(TelemetryTable.ofAllNames());
    }
}
