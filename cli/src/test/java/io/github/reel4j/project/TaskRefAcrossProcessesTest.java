package io.github.reel4j.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.project.ChildJvm.Outcome;
import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the text of a task reference is enough for another process to resume the task. */
@Tag("long")
class TaskRefAcrossProcessesTest {

    private static final String INTACT =
            "reel:1:pixazo:animate:19d8e7a6-c652:wan-animate:1795177174:fdf85733e141:00000000";
    private static final int FAILED = 3;
    private static final int USAGE = 2;
    private static final int NO_PROVIDER = 9;

    @TempDir
    private static Path workshop;

    private static Artifacts artifacts;
    private static SmallProgram program;

    private final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();
    private final Simulator apixo = ApixoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() {
        artifacts = new Artifacts(workshop);
        program = new SmallProgram(artifacts, workshop);
    }

    @AfterEach
    void close() {
        pixazo.close();
        apixo.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pixazo", "apixo"})
    void another_process_resumes_with_only_the_vendor_s_jar(String vendor) {
        String task = submit(vendor);

        Outcome resumed = run(artifacts.with(vendor), settings(vendor), "resume", task, "video.mp4");

        assertThat(resumed.exit()).as(resumed.everything()).isZero();
        assertThat(resumed.lines()).containsExactly(vendor, "video.mp4");
        assertThat(folder.resolve("video.mp4"))
                .content(StandardCharsets.ISO_8859_1)
                .contains("ftyp");
        assertThat(simulator(vendor).ledger().submits())
                .as("nothing was ordered again")
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"pixazo, apixo", "apixo, pixazo"})
    void another_process_reports_the_missing_jar(String vendor, String other) {
        String task = submit(vendor);

        Outcome resumed = run(artifacts.with(other), settings(other), "resume", task, "video.mp4");

        assertThat(resumed.exit()).as(resumed.everything()).isEqualTo(FAILED);
        assertThat(resumed.out())
                .startsWith("NO_PROVIDER  no provider '" + vendor + "' on the class path. Found: " + other + ".")
                .contains("reel4j-provider-" + vendor, task);
        assertNoStackTrace(resumed);
        assertThat(simulator(other).ledger().requests()).isEmpty();
    }

    @Test
    void reel_reports_the_missing_jar_and_exits_with_9() {
        String task = submit("pixazo");

        Outcome resumed = reel("apixo", "resume", task);

        assertThat(resumed.exit()).as(resumed.everything()).isEqualTo(NO_PROVIDER);
        assertThat(resumed.err()).contains("no provider 'pixazo' on the class path. Found: apixo.");
        assertNoStackTrace(resumed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                INTACT + " | is damaged",
                "reel:1:pixazo:animate:19d8e7a6 | is damaged",
                "reel:2:pixazo:animate:19d8e7a6:x | version 2; this version of reel4j reads version 1",
                "19d8e7a6-c652-4a51 | is not a task reference"
            })
    void a_damaged_or_newer_reference_is_explained(String text, String explanation) {
        Outcome library = run(artifacts.with("pixazo"), settings("pixazo"), "resume", text, "video.mp4");
        Outcome reel = reel("pixazo", "status", text);

        assertThat(library.exit()).as(library.everything()).isEqualTo(FAILED);
        assertThat(library.out()).contains(explanation);
        assertThat(reel.exit()).as(reel.everything()).isEqualTo(USAGE);
        assertThat(reel.err()).contains(explanation);
        assertThat(reel.out()).isEmpty();
        assertNoStackTrace(library);
        assertNoStackTrace(reel);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    /** Orders in another process with the jars and keys of both vendors. */
    private String submit(String vendor) {
        Map<String, String> settings = new HashMap<>(settings("pixazo"));
        settings.putAll(settings("apixo"));
        settings.put("REEL4J_PROVIDER", vendor);
        Outcome submitted = run(artifacts.with("pixazo", "apixo"), settings, "submit");
        assertThat(submitted.exit()).as(submitted.everything()).isZero();
        assertThat(submitted.lines()).singleElement().asString().startsWith("reel:1:" + vendor + ":animate:");
        assertThat(submitted.out()).doesNotContain("key-of-");
        return submitted.lines().get(0);
    }

    private Outcome run(List<Path> jars, Map<String, String> settings, String... arguments) {
        return new ChildJvm(folder)
                .classPath(program.with(jars))
                .environment(settings)
                .options(SmallProgram.MAIN)
                .run(arguments);
    }

    private Outcome reel(String vendor, String... arguments) {
        return new ChildJvm(folder)
                .classPath(artifacts.reelWith(vendor))
                .environment(settings(vendor))
                .options("io.github.reel4j.cli.Reel")
                .run(arguments);
    }

    private Map<String, String> settings(String vendor) {
        return SmallProgram.settings(vendor, simulator(vendor));
    }

    private Simulator simulator(String vendor) {
        return vendor.equals("pixazo") ? pixazo : apixo;
    }

    private static void assertNoStackTrace(Outcome outcome) {
        assertThat(outcome.everything()).doesNotContain("\tat ", "Exception in thread");
    }
}
