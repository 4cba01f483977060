package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TasksTest {

    @TempDir
    Path folder;

    private final AcmeVendor vendor = new AcmeVendor(0);

    @AfterEach
    void stop() {
        vendor.close();
    }

    private Path journal() {
        return folder.resolve("state/reel4j/orders.journal");
    }

    private ReelRun run() {
        return ReelRun.acme(vendor)
                .with("REEL4J_JOURNAL", "")
                .with("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    private ReelRun reel(String... args) {
        return run().reel(args);
    }

    private String video() {
        return folder.resolve("kitten.mp4").toString();
    }

    @Test
    void an_order_is_in_the_list_from_its_state_to_what_to_do_next() {
        String task = reel("text", "a kitten", "--no-wait").out().strip();
        ReelRun listed = reel("tasks");

        assertThat(listed.code()).isZero();
        assertThat(listed.out().lines()).hasSize(2);
        assertThat(listed.out().lines().toList().get(0)).startsWith("STATE").contains("AGE", "PRICE", "NEXT");
        assertThat(listed.out().lines().toList().get(1))
                .startsWith("running")
                .contains("0.50 USD", "acme-1")
                .endsWith("reel resume " + task);
    }

    @Test
    void a_video_that_is_here_is_delivered_and_nothing_is_left_to_do() {
        reel("text", "a kitten", "-o", video());

        assertThat(reel("tasks").out()).containsPattern("(?m)^delivered .* nothing; it is in " + video() + "$");
    }

    @Test
    void each_end_of_an_order_has_its_line() {
        reel("text", "submit SUBMISSION_UNKNOWN");
        reel("text", "submit INVALID_REQUEST");
        reel("text", "fail GENERATION_FAILED");

        List<String> lines = reel("tasks").out().lines().toList();
        assertThat(lines.get(1))
                .startsWith("unknown")
                .contains("look at acme's console for text-to-video with acme-1", "before ordering again", "spent");
        assertThat(lines.get(2)).startsWith("refused").contains("INVALID_REQUEST", "not billed");
        assertThat(lines.get(3)).startsWith("failed").contains("GENERATION_FAILED", "perhaps it was billed");
    }

    @Test
    void json_has_the_same_for_programs() {
        String task = reel("text", "a kitten", "--no-wait").out().strip();
        Map<?, ?> json = reel("tasks", "--json").json();
        Map<?, ?> first = (Map<?, ?>) ((List<?>) JsonParser.at(json, "tasks")).get(0);

        assertThat(json.get("journal")).isEqualTo(journal().toString());
        assertThat(first.get("state")).isEqualTo("running");
        assertThat(first.get("task")).isEqualTo(task);
        assertThat(JsonParser.at(first, "price.currency")).isEqualTo("USD");
        assertThat(first.get("next")).isEqualTo("reel resume " + task);
    }

    @Test
    void all_unfinished_tasks_are_resumed_and_nothing_is_ordered_again() throws IOException {
        reel("text", "one", "--no-wait");
        reel("text", "fail GENERATION_FAILED", "--no-wait");
        reel("text", "two", "--no-wait");
        reel("text", "submit SUBMISSION_UNKNOWN");
        Path videos = Files.createDirectory(folder.resolve("videos"));
        ReelRun resumed = reel("resume", "--all", "-o", videos.toString());

        assertThat(resumed.code()).isEqualTo(6);
        assertThat(resumed.out().lines())
                .containsExactlyInAnyOrder(
                        videos.resolve("order_1.mp4").toString(),
                        videos.resolve("order_3.mp4").toString());
        assertThat(videos.resolve("order_1.mp4")).exists();
        assertThat(resumed.err()).contains("GENERATION_FAILED").contains("an order of unknown fate");
        assertThat(vendor.orders()).hasSize(4);
        ReelRun again = reel("resume", "--all", "-o", videos.toString());
        assertThat(again.code()).isZero();
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("no unfinished tasks");
    }

    @Test
    void a_journal_holds_neither_key_nor_prompt_and_only_its_owner_reads_it() throws IOException {
        reel("text", "a kitten in the moonlight", "-o", video());

        assertThat(Files.readString(journal())).doesNotContain("moonlight", ReelRun.KEY, "http");
        assertThat(Files.getPosixFilePermissions(journal())).hasSize(2);
        assertThat(Files.getPosixFilePermissions(journal().getParent())).hasSize(3);
    }

    @Test
    void without_a_journal_nothing_is_written() {
        assertThat(reel("text", "a kitten", "--no-wait", "--no-journal").code()).isZero();
        assertThat(journal()).doesNotExist();
    }

    @Test
    void simulated_orders_are_not_written_down() {
        reel("text", "a kitten", "--simulate", "-o", video());

        assertThat(journal()).doesNotExist();
    }

    @Test
    void the_option_goes_before_the_setting() {
        Path other = folder.resolve("other.journal");
        run().with("REEL4J_JOURNAL", folder.resolve("set.journal").toString())
                .reel("text", "a kitten", "--no-wait", "--journal", other.toString());

        assertThat(other).exists();
        assertThat(folder.resolve("set.journal")).doesNotExist();
        assertThat(reel("tasks", "--journal", other.toString()).out()).contains("running");
    }

    @Test
    void where_nothing_can_be_written_nothing_is_ordered() throws IOException {
        Path blocked = Files.writeString(folder.resolve("state"), "a file where the folder should be");
        ReelRun run = reel("text", "a kitten", "--json");

        assertThat(run.code()).isEqualTo(11);
        assertThat(run.err()).contains("JOURNAL_FAILED", blocked.toString(), "--no-journal", "Billed: no.");
        assertThat(run.json().get("state")).isEqualTo("not-ordered");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void where_nothing_can_be_written_what_is_paid_for_is_fetched_all_the_same() {
        String task = reel("text", "a kitten", "--no-wait").out().strip();
        ReelRun resumed = reel("resume", task, "-o", video(), "--journal", folder.toString());

        assertThat(resumed.code()).isZero();
        assertThat(resumed.err()).contains("how this ends is not written down");
        assertThat(Path.of(video())).exists();
    }

    @Test
    void damaged_lines_are_told_and_the_rest_is_listed() throws IOException {
        reel("text", "a kitten", "--no-wait");
        Files.writeString(journal(), "garbage\n", java.nio.file.StandardOpenOption.APPEND);
        ReelRun listed = reel("tasks");

        assertThat(listed.err()).contains("line 4 is damaged");
        assertThat(listed.out()).contains("running");
    }

    @Test
    void one_task_or_all_but_not_both_and_not_none() {
        assertThat(reel("resume").code()).isEqualTo(2);
        assertThat(reel("resume", "reel:1:x", "--all").err()).contains("Name one task, or --all.");
    }
}
