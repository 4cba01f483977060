package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.journal.FileJournal;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.TaskRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ResumeAllTest extends AcmeTest {

    private ReelRun resumeAll() {
        return reel("resume", "--all", "-o", folder.toString());
    }

    @Test
    @Tag("fault-164")
    void a_stalled_download_does_not_block_the_others() throws Exception {
        submit("silent");
        submit("silent");
        IntStream.range(0, 5).forEach(i -> submit("video " + i));
        ReelRun resuming = run();
        CompletableFuture<Void> end =
                CompletableFuture.runAsync(() -> resuming.reel("resume", "--all", "-o", folder.toString()));
        while (resuming.out().lines().count() < 5) {
            assertThat(end).as(resuming.err()).isNotDone();
            Thread.onSpinWait();
        }
        assertThat(end).isNotDone();
        vendor.endSilence();
        end.get(30, TimeUnit.SECONDS);

        assertThat(resuming.code()).as(resuming.err()).isZero();
        assertThat(resuming.out().lines())
                .hasSize(7)
                .allSatisfy(file -> assertThat(Path.of(file)).hasBinaryContent(AcmeVendor.VIDEO));
        assertThat(reel("tasks").out()).doesNotContain("running");
    }

    @Test
    void every_video_of_a_task_is_saved() {
        submit("3 videos");
        submit("a kitten");
        ReelRun resumed = resumeAll();

        assertThat(resumed.code()).isZero();
        assertThat(resumed.out().lines())
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allSatisfy(file -> assertThat(Path.of(file)).hasBinaryContent(AcmeVendor.VIDEO));
    }

    @Test
    @Tag("fault-165")
    void a_task_that_was_not_found_is_polled_again() throws Exception {
        String task = submit("a kitten");
        vendor.forgetTasks(true);
        FileJournal.at(journal())
                .append(new OrderEvent.Completed(
                        Instant.now(), TaskRef.parse(task), Optional.of(FailureKind.TASK_NOT_FOUND)))
                .get();
        assertThat(reel("tasks").out())
                .contains("failed", "poll again (TASK_NOT_FOUND)", "reel resume " + task, "reel resume --all");
        ReelRun still = resumeAll();
        assertThat(still.code()).isZero();
        assertThat(still.err()).contains("polled again and still does not know " + task);
        vendor.forgetTasks(false);
        ReelRun found = resumeAll();

        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.err()).contains("now knows the task again: " + task);
        assertThat(Files.readAllBytes(Path.of(found.out().strip()))).isEqualTo(AcmeVendor.VIDEO);
        assertThat(reel("tasks").out()).contains("downloaded");
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    void the_json_has_every_task() {
        submit("a kitten");
        submit("fail GENERATION_FAILED");
        ReelRun run = reel("resume", "--all", "--json", "-o", folder.toString());

        assertThat(run.code()).isEqualTo(6);
        assertThat((List<?>) JsonParser.at(run.json(), "tasks")).hasSize(2);
    }
}
