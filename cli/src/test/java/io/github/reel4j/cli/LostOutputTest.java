package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that cannot be written, as with {@code > /dev/full} or a reader that has gone. */
@Timeout(60)
class LostOutputTest {

    @TempDir
    Path folder;

    private final AcmeVendor vendor = new AcmeVendor(0);

    @AfterEach
    void stop() {
        vendor.close();
    }

    private ReelRun run() {
        return ReelRun.acme(vendor)
                .with("REEL4J_JOURNAL", folder.resolve("orders.journal").toString());
    }

    private String video() {
        return folder.resolve("kitten.mp4").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--no-wait", "--no-journal"})
    @Tag("fault-168")
    void an_order_whose_task_cannot_be_printed_tells_it_on_stderr(String option) {
        ReelRun run = run().fullStdout().reel("text", "a kitten", "-o", video(), option);

        assertThat(run.code()).isEqualTo(ExitCodes.OTHER);
        assertThat(run.err())
                .contains("OUTPUT  stdout cannot be written to")
                .containsPattern("reel resume reel:1:acme:");
    }

    @Test
    @Tag("fault-168")
    void a_video_whose_name_cannot_be_printed_is_named_on_stderr() {
        ReelRun run = run().fullStdout().reel("text", "a kitten", "-o", video());

        assertThat(run.code()).isEqualTo(ExitCodes.OTHER);
        assertThat(run.err()).contains("The video is saved: " + video());
        assertThat(Path.of(video())).exists();
    }

    @Test
    @Tag("fault-168")
    void no_command_ends_well_if_its_output_is_lost() throws Exception {
        String task = run().reel("text", "a kitten", "--no-wait").out().strip();
        Files.createDirectory(folder.resolve("all"));
        for (List<String> command : List.of(
                List.of("--help"),
                List.of("--version"),
                List.of("text", "--help"),
                List.of("providers"),
                List.of("providers", "--json"),
                List.of("completion"),
                List.of("tasks"),
                List.of("tasks", "--json"),
                List.of("status", task),
                List.of("status", task, "--json"),
                List.of("text", "a kitten", "--dry-run"),
                List.of(
                        "new-provider",
                        "nova",
                        "--directory",
                        folder.resolve("nova").toString()),
                List.of("simulator", "--vendor", "acme"),
                List.of("resume", task, "-o", video()),
                List.of("resume", "--all", "--json", "-o", folder.resolve("all").toString()))) {
            ReelRun run = run().fullStdout().reel(command.toArray(String[]::new));

            assertThat(run.code()).as(command + run.err()).isEqualTo(ExitCodes.OTHER);
            assertThat(run.err()).contains("stdout cannot be written to");
        }
    }

    @Test
    void a_run_that_fails_anyway_keeps_its_exit_code() {
        ReelRun run = run().fullStdout().reel("text", "submit SUBMISSION_UNKNOWN", "--json");

        assertThat(run.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(run.err()).contains("SUBMISSION_UNKNOWN", "stdout cannot be written to");
    }

    @Test
    @Tag("fault-168")
    void a_task_that_cannot_be_told_on_stderr_is_told_on_stdout() {
        ReelRun run = run().fullStderr().reel("text", "never", "--timeout", "200ms", "-o", video());

        assertThat(run.code()).isEqualTo(ExitCodes.STILL_RUNNING);
        assertThat(run.out()).startsWith("reel:1:acme:");
    }

    @Test
    void stderr_alone_is_no_reason_to_fail() {
        ReelRun run = run().fullStderr().reel("text", "a kitten", "-o", video());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(video() + "\n");
    }
}
