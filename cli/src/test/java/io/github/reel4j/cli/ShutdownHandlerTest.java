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
    private final CliContext context = run.session();
    private final ShutdownHandler shutdown = context.shutdown();

    private void report() {
        shutdown.report(context.terminal(), context.report(), Duration.ofMillis(50));
    }

    @Test
    void nothing_ordered_is_nothing_to_tell() {
        report();

        assertThat(run.err()).isEmpty();
    }

    @Test
    void an_order_that_lives_on_is_told_with_the_way_back() {
        shutdown.sending(false, () -> false);
        shutdown.submitReturned(Optional.of(TASK));
        report();

        assertThat(run.err()).contains("The order lives on").contains("reel resume " + TASK);
    }

    @Test
    void an_order_without_an_answer_may_have_been_billed() {
        shutdown.sending(false, () -> false);
        report();

        assertThat(run.err()).contains("SUBMISSION_UNKNOWN").contains("before ordering again");
    }

    @Test
    void an_answer_that_comes_in_time_is_not_lost() throws Exception {
        shutdown.sending(false, () -> false);
        Thread vendor = new Thread(() -> shutdown.submitReturned(Optional.of(TASK)));
        vendor.start();
        shutdown.report(context.terminal(), context.report(), Duration.ofSeconds(10));
        vendor.join();

        assertThat(run.err()).contains("reel resume " + TASK).doesNotContain("SUBMISSION_UNKNOWN");
    }

    @Test
    void an_order_that_could_be_kept_from_leaving_is_not_billed_and_not_waited_for() {
        shutdown.sending(false, () -> true);
        shutdown.report(context.terminal(), context.report(), Duration.ofDays(1));

        assertThat(run.err()).contains("taken no order", "Billed: no").doesNotContain("SUBMISSION_UNKNOWN");
    }

    @Test
    @Timeout(30)
    void an_order_that_was_turned_away_is_not_sent_again_after_an_interruption() throws Exception {
        try (AcmeVendor vendor = new AcmeVendor(0)) {
            ReelRun ordering = ReelRun.acme(vendor);
            CliContext context = ordering.session();
            Thread thread = new Thread(() -> ordering.reel(context, "text", "submit RATE_LIMITED", "--json"));
            thread.start();
            vendor.firstOrder().await();
            context.shutdown().report(context.terminal(), context.report(), Duration.ofSeconds(20));
            thread.join(10_000);

            assertThat(vendor.orders()).hasSize(1);
            assertThat(ordering.err()).doesNotContain("SUBMISSION_UNKNOWN");
            assertThat(JsonParser.at(ordering.json(), "state")).isEqualTo("not-ordered");
            assertThat(JsonParser.at(ordering.json(), "error.billed")).isEqualTo("NO");
        }
    }

    @Test
    void a_simulated_order_ends_with_its_simulator() {
        shutdown.sending(true, () -> false);
        shutdown.submitReturned(Optional.of(TASK));
        report();

        assertThat(run.err()).contains("simulator ends with this process").doesNotContain("resume");
    }

    @Test
    void many_tasks_that_are_followed_are_counted_and_kept() {
        shutdown.followingAll(() -> 2);
        report();

        assertThat(run.err()).contains("2 tasks are not fetched yet", "reel resume --all");
    }

    @Test
    void a_finished_run_says_nothing_more() {
        shutdown.following(TASK);
        shutdown.finish();
        report();

        assertThat(run.err()).isEmpty();
    }

    @Test
    @Timeout(30)
    void the_json_of_an_interrupted_run_names_the_task() throws Exception {
        try (AcmeVendor vendor = new AcmeVendor(0)) {
            ReelRun waiting = ReelRun.acme(vendor);
            CliContext following = waiting.session();
            Thread thread = new Thread(() -> waiting.reel(following, "text", "never", "--json"));
            thread.start();
            vendor.firstPoll().await();
            following.shutdown().report(following.terminal(), following.report(), Duration.ZERO);
            thread.interrupt();
            thread.join(10_000);

            Map<?, ?> json = waiting.json();
            assertThat(json.get("state")).isEqualTo("running");
            assertThat(JsonParser.at(json, "task").toString()).startsWith("reel:1:acme:");
            assertThat(JsonParser.at(json, "error.kind")).isEqualTo("INTERRUPTED");
            assertThat(waiting.code()).isEqualTo(130);
        }
    }

    @Test
    @Tag("fault-97")
    void the_name_of_a_file_is_made_of_harmless_characters(@TempDir Path folder) {
        OutputFile file = OutputFile.of(Optional.empty(), OutputFile.NOTHING_ORDERED);
        TaskRef odd = new TaskRef(
                TASK.provider(), TASK.operation(), "orders", "../a b/\u732b:1", "abc", Instant.ofEpochSecond(1));

        assertThat(file.target(odd)).isEqualTo(Path.of("_a_b___1.mp4"));
        assertThat(file.target(TASK)).isEqualTo(Path.of("17.mp4"));
    }
}
