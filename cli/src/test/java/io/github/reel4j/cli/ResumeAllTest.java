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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ResumeAllTest {

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

    private String order(String prompt) {
        return run().reel("text", prompt, "--no-wait").out().strip();
    }

    private ReelRun resumeAll() {
        return run().reel("resume", "--all", "-o", folder.toString());
    }

    @Test
    @Tag("fault-164")
    void a_video_that_does_not_come_holds_up_no_other() throws Exception {
        order("silent");
        order("silent");
        IntStream.range(0, 5).forEach(i -> order("video " + i));
        ReelRun resuming = run();
        CompletableFuture<Void> end =
                CompletableFuture.runAsync(() -> resuming.reel("resume", "--all", "-o", folder.toString()));
        while (resuming.out().lines().count() < 5) {
            assertThat(end).as(resuming.err()).isNotDone();
            Thread.onSpinWait();
        }
        assertThat(end).isNotDone();
        vendor.speak();
        end.get(30, TimeUnit.SECONDS);

        assertThat(resuming.code()).as(resuming.err()).isZero();
        assertThat(resuming.out().lines())
                .hasSize(7)
                .allSatisfy(file -> assertThat(Path.of(file)).hasBinaryContent(AcmeVendor.VIDEO));
        assertThat(run().reel("tasks").out()).doesNotContain("running");
    }

    @Test
    @Tag("fault-165")
    void a_task_that_was_not_found_is_asked_about_again() throws Exception {
        String task = order("a kitten");
        vendor.forget(true);
        FileJournal.at(folder.resolve("orders.journal"))
                .append(new OrderEvent.Completed(
                        Instant.now(), TaskRef.parse(task), Optional.of(FailureKind.TASK_NOT_FOUND)))
                .get();
        assertThat(run().reel("tasks").out())
                .contains("failed", "ask once more (TASK_NOT_FOUND)", "reel resume " + task, "reel resume --all");
        ReelRun still = resumeAll();
        assertThat(still.code()).isZero();
        assertThat(still.err()).contains("asked once more and does not know " + task);
        vendor.forget(false);
        ReelRun found = resumeAll();

        assertThat(found.code()).as(found.err()).isZero();
        assertThat(found.err()).contains("knows again " + task);
        assertThat(Files.readAllBytes(Path.of(found.out().strip()))).isEqualTo(AcmeVendor.VIDEO);
        assertThat(run().reel("tasks").out()).contains("delivered");
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    void each_ending_is_in_the_json() {
        order("a kitten");
        order("fail GENERATION_FAILED");
        ReelRun run = run().reel("resume", "--all", "--json", "-o", folder.toString());

        assertThat(run.code()).isEqualTo(6);
        assertThat((List<?>) JsonParser.at(run.json(), "tasks")).hasSize(2);
    }
}
