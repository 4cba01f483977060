package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ShutdownHandlerTest {

    private static final TaskRef TASK = new TaskRef(
            ProviderId.of("acme"), Operation.TEXT_TO_VIDEO, "orders", "17", "abc", Instant.ofEpochSecond(1));

    private final ReelRun run = ReelRun.withoutKeys();
    private final CliContext context = run.context();
    private final ShutdownHandler shutdown = context.shutdown();

    private void report() {
        shutdown.report(context.terminal(), context.report(), Duration.ofMillis(50));
    }

    @Test
    void reports_nothing_without_an_order() {
        report();

        assertThat(run.err()).isEmpty();
    }

    @Test
    void reports_how_to_resume_a_running_task() {
        shutdown.sending(false, () -> false);
        shutdown.submitReturned(Optional.of(TASK));
        report();

        assertThat(run.err()).contains("The task continues").contains("reel resume " + TASK);
    }

    @Test
    void an_order_without_a_response_may_have_been_billed() {
        shutdown.sending(false, () -> false);
        report();

        assertThat(run.err()).contains("SUBMISSION_UNKNOWN").contains("before ordering again");
    }

    @Test
    void waits_for_the_response_to_a_sent_order() throws Exception {
        shutdown.sending(false, () -> false);
        Thread vendor = new Thread(() -> shutdown.submitReturned(Optional.of(TASK)));
        vendor.start();
        shutdown.report(context.terminal(), context.report(), Duration.ofSeconds(10));
        vendor.join();

        assertThat(run.err()).contains("reel resume " + TASK).doesNotContain("SUBMISSION_UNKNOWN");
    }

    @Test
    void a_cancelled_order_is_not_billed_and_not_awaited() {
        shutdown.sending(false, () -> true);
        shutdown.report(context.terminal(), context.report(), Duration.ofDays(1));

        assertThat(run.err()).contains("was cancelled", "Billed: no").doesNotContain("SUBMISSION_UNKNOWN");
    }

    @Test
    @Timeout(30)
    void a_rate_limited_order_is_not_resent_when_interrupted() throws Exception {
        try (AcmeVendor vendor = new AcmeVendor(0)) {
            ReelRun ordering = ReelRun.acme(vendor);
            CliContext context = ordering.context();
            Thread thread = new Thread(() -> ordering.reel(context, "text", "submit RATE_LIMITED", "--json"));
            thread.start();
            vendor.firstOrder().await();
            context.shutdown().report(context.terminal(), context.report(), Duration.ofSeconds(20));
            thread.join(10_000);

            assertThat(vendor.orders()).hasSize(1);
            assertThat(ordering.err()).doesNotContain("SUBMISSION_UNKNOWN");
            assertThat(JsonParser.at(ordering.json(), "state")).isEqualTo("not-ordered");
            assertThat(JsonParser.at(ordering.json(), "failure.billing")).isEqualTo("NOT_BILLED");
        }
    }

    @Test
    void a_simulated_task_stops_with_its_simulator() {
        shutdown.sending(true, () -> false);
        shutdown.submitReturned(Optional.of(TASK));
        report();

        assertThat(run.err()).contains("simulator stops with this process").doesNotContain("resume");
    }

    @Test
    void counts_the_tasks_of_resume_all() {
        shutdown.resumingAll(() -> 2);
        report();

        assertThat(run.err()).contains("2 videos are not downloaded yet", "reel resume --all");
    }

    @Test
    void reports_nothing_after_a_finished_run() {
        shutdown.resuming(TASK);
        shutdown.finish();
        report();

        assertThat(run.err()).isEmpty();
    }

    @Test
    @Timeout(30)
    void the_json_of_an_interrupted_run_names_the_task() throws Exception {
        try (AcmeVendor vendor = new AcmeVendor(0)) {
            ReelRun waiting = ReelRun.acme(vendor);
            CliContext waitingContext = waiting.context();
            Thread thread = new Thread(() -> waiting.reel(waitingContext, "text", "never", "--json"));
            thread.start();
            vendor.firstPoll().await();
            waitingContext.shutdown().report(waitingContext.terminal(), waitingContext.report(), Duration.ZERO);
            thread.interrupt();
            thread.join(10_000);

            Map<?, ?> json = waiting.json();
            assertThat(json.get("state")).isEqualTo("running");
            assertThat(JsonParser.at(json, "task").toString()).startsWith("reel:1:acme:");
            assertThat(JsonParser.at(json, "failure.kind")).isEqualTo("INTERRUPTED");
            assertThat(waiting.code()).isEqualTo(130);
        }
    }

    @Test
    @Tag("fault-97")
    void file_names_replace_unsafe_characters(@TempDir Path folder) {
        OutputFile file = OutputFile.of(Optional.empty(), OutputFile.NOTHING_ORDERED);
        TaskRef odd = new TaskRef(
                TASK.provider(), TASK.operation(), "orders", "../a b/\u732b:1", "abc", Instant.ofEpochSecond(1));

        assertThat(file.target(odd)).isEqualTo(Path.of("_a_b___1.mp4"));
        assertThat(file.target(TASK)).isEqualTo(Path.of("17.mp4"));
    }
}
