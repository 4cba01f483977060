package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TasksTest extends AcmeTest {

    @Override
    Path journal() {
        return folder.resolve("state/reel4j/orders.journal");
    }

    /** Uses the default journal. */
    @Override
    ReelRun run() {
        return ReelRun.acme(vendor)
                .with("REEL4J_JOURNAL", "")
                .with("XDG_STATE_HOME", folder.resolve("state").toString());
    }

    @Test
    void the_list_shows_each_order_with_its_next_step() {
        String task = submit("a kitten");
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
    void a_downloaded_video_needs_no_next_step() {
        reel("text", "a kitten", "-o", video());

        assertThat(reel("tasks").out()).containsPattern("(?m)^downloaded .* nothing; the video is " + video() + "$");
    }

    @Test
    void each_final_state_has_its_next_step() {
        reel("text", "submit SUBMISSION_UNKNOWN");
        reel("text", "submit INVALID_REQUEST");
        reel("text", "fail GENERATION_FAILED");

        List<String> lines = reel("tasks").out().lines().toList();
        assertThat(lines.get(1))
                .startsWith("unknown")
                .contains(
                        "check acme's console for text-to-video with acme-1",
                        "before ordering" + " again",
                        "assume that it was billed");
        assertThat(lines.get(2)).startsWith("rejected").contains("INVALID_REQUEST", "not billed");
        assertThat(lines.get(3)).startsWith("failed").contains("GENERATION_FAILED", "it may have been billed");
    }

    @Test
    void the_json_has_each_order_with_its_next_step() {
        String task = submit("a kitten");
        Map<?, ?> json = reel("tasks", "--json").json();
        Map<?, ?> first = (Map<?, ?>) ((List<?>) JsonParser.at(json, "orders")).get(0);

        assertThat(json.get("journal")).isEqualTo(journal().toString());
        assertThat(first.get("state")).isEqualTo("running");
        assertThat(first.get("task")).isEqualTo(task);
        assertThat(JsonParser.at(first, "price.currency")).isEqualTo("USD");
        assertThat(first.get("next_step")).isEqualTo("reel resume " + task);
    }

    @Test
    void resume_all_downloads_every_unfinished_task() throws IOException {
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
        assertThat(resumed.err()).contains("GENERATION_FAILED").contains("an order with an unknown outcome");
        assertThat(vendor.orders()).hasSize(4);
        ReelRun again = reel("resume", "--all", "-o", videos.toString());
        assertThat(again.code()).isZero();
        assertThat(again.out()).isEmpty();
        assertThat(again.err()).contains("no unfinished tasks");
    }

    @Test
    void the_journal_has_no_secrets_and_only_its_owner_reads_it() throws IOException {
        reel("text", "a kitten in the moonlight", "-o", video());

        assertThat(Files.readString(journal())).doesNotContain("moonlight", ReelRun.KEY, "http");
        assertThat(Files.getPosixFilePermissions(journal())).hasSize(2);
        assertThat(Files.getPosixFilePermissions(journal().getParent())).hasSize(3);
    }

    @Test
    void no_journal_records_nothing() {
        assertThat(reel("text", "a kitten", "--no-wait", "--no-journal").code()).isZero();
        assertThat(journal()).doesNotExist();
    }

    @Test
    void simulated_orders_are_not_recorded() {
        reel("text", "a kitten", "--simulate", "-o", video());

        assertThat(journal()).doesNotExist();
    }

    @Test
    void the_journal_option_overrides_the_setting() {
        Path other = folder.resolve("other.journal");
        run().with("REEL4J_JOURNAL", folder.resolve("set.journal").toString())
                .reel("text", "a kitten", "--no-wait", "--journal", other.toString());

        assertThat(other).exists();
        assertThat(folder.resolve("set.journal")).doesNotExist();
        assertThat(reel("tasks", "--journal", other.toString()).out()).contains("running");
    }

    @Test
    @Tag("fault-83")
    void an_unwritable_journal_stops_the_order() throws IOException {
        Path blocked = Files.writeString(folder.resolve("state"), "a file where the folder should be");
        ReelRun run = reel("text", "a kitten", "--json");

        assertThat(run.code()).isEqualTo(11);
        assertThat(run.err())
                .contains("JOURNAL_FAILED", blocked.toString(), "--no-journal", "Billed: no.")
                .contains("Create it yourself, writable for this user. Nothing was sent, nothing was billed.");
        assertThat(run.json().get("state")).isEqualTo("not-ordered");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void resume_downloads_despite_an_unwritable_journal() {
        String task = submit("a kitten");
        ReelRun resumed = reel("resume", task, "-o", video(), "--journal", folder.toString());

        assertThat(resumed.code()).isZero();
        assertThat(resumed.err()).contains("the result will not be recorded").doesNotContain("nothing was billed");
        assertThat(Path.of(video())).exists();
    }

    @Test
    void corrupt_lines_are_reported_and_the_others_listed() throws IOException {
        reel("text", "a kitten", "--no-wait");
        Files.writeString(journal(), "garbage\n", java.nio.file.StandardOpenOption.APPEND);
        ReelRun listed = reel("tasks");

        assertThat(listed.err()).contains("line 4 is damaged");
        assertThat(listed.out()).contains("running");
    }

    @Test
    void resume_needs_either_a_task_or_all() {
        assertThat(reel("resume").code()).isEqualTo(2);
        assertThat(reel("resume", "reel:1:x", "--all").err()).contains("Set either one task or --all.");
    }
}
