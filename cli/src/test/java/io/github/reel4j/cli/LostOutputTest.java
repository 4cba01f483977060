package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that cannot be written, as with {@code > /dev/full} or a closed pipe. */
@Timeout(60)
class LostOutputTest extends AcmeTest {

    @ParameterizedTest
    @ValueSource(strings = {"--json", "--no-wait", "--no-journal"})
    @Tag("fault-168")
    void a_task_lost_on_stdout_is_written_to_stderr(String option) {
        ReelRun run = run().fullStdout().reel("text", "a kitten", "-o", video(), option);

        assertThat(run.code()).isEqualTo(ExitCodes.OTHER);
        assertThat(run.err())
                .contains("OUTPUT  stdout cannot be written to")
                .containsPattern("reel resume reel:1:acme:");
    }

    @Test
    @Tag("fault-168")
    void a_file_name_lost_on_stdout_is_written_to_stderr() {
        ReelRun run = run().fullStdout().reel("text", "a kitten", "-o", video());

        assertThat(run.code()).isEqualTo(ExitCodes.OTHER);
        assertThat(run.err()).contains("The video is saved: " + video());
        assertThat(Path.of(video())).exists();
    }

    @Test
    @Tag("fault-168")
    void every_command_fails_if_its_output_is_lost() throws Exception {
        String task = submit("a kitten");
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
    void a_failed_run_with_lost_output_keeps_its_exit_code() {
        ReelRun run = run().fullStdout().reel("text", "submit SUBMISSION_UNKNOWN", "--json");

        assertThat(run.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(run.err()).contains("SUBMISSION_UNKNOWN", "stdout cannot be written to");
    }

    @Test
    @Tag("fault-168")
    void a_task_lost_on_stderr_is_written_to_stdout() {
        ReelRun run = run().fullStderr().reel("text", "never", "--timeout", "200ms", "-o", video());

        assertThat(run.code()).isEqualTo(ExitCodes.STILL_RUNNING);
        assertThat(run.out()).startsWith("reel:1:acme:");
    }

    @Test
    void a_run_that_only_loses_stderr_succeeds() {
        ReelRun run = run().fullStderr().reel("text", "a kitten", "-o", video());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(video() + "\n");
    }
}
