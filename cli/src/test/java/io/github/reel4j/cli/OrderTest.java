package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderTest {

    private static final TerminalCapabilities PERSON = new TerminalCapabilities(false, true, false, true);
    private static final TerminalCapabilities LIVE = new TerminalCapabilities(true, false, true, true);

    @TempDir
    Path folder;

    private final AcmeVendor vendor = new AcmeVendor(0);

    @AfterEach
    void stop() {
        vendor.close();
    }

    private String file() {
        return folder.resolve("kitten.mp4").toString();
    }

    @Test
    void an_order_ends_with_the_file_on_stdout_and_the_story_on_stderr() throws Exception {
        ReelRun run = ReelRun.acme(vendor).reel("text", "a kitten", "--resolution", "480p", "-o", file());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(file() + "\n");
        assertThat(Files.readAllBytes(Path.of(file()))).isEqualTo(AcmeVendor.VIDEO);
        assertThat(vendor.orders()).containsExactly("a kitten");
        GoldenFile.check("order", run.displayed());
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(Path.of(file()));
        }
    }

    @Test
    void json_is_one_object_with_all_that_is_known() {
        Map<?, ?> json = ReelRun.acme(vendor)
                .reel("text", "a \"kitten\" \\ 小猫", "-o", file(), "--json")
                .json();

        assertThat(json.get("state")).isEqualTo("succeeded");
        assertThat(json.get("provider")).isEqualTo("acme");
        assertThat(json.get("model")).isEqualTo("acme-1");
        assertThat(json.get("operation")).isEqualTo("text-to-video");
        assertThat(json.get("resolution")).isEqualTo("480p");
        assertThat(json.get("file")).isEqualTo(file());
        assertThat(json.get("bytes")).isEqualTo(new BigDecimal(AcmeVendor.VIDEO.length));
        assertThat(json.get("width")).isEqualTo(new BigDecimal(832));
        assertThat(json.get("height")).isEqualTo(new BigDecimal(480));
        assertThat(json.get("duration_seconds")).isEqualTo(new BigDecimal("5.000"));
        assertThat(json.get("url")).isEqualTo(vendor.baseUrl() + "/media/1");
        assertThat(JsonParser.at(json, "task").toString()).startsWith("reel:1:acme:text-to-video:");
        assertThat(json.get("elapsed_seconds")).isInstanceOf(BigDecimal.class);
        Map<?, ?> estimate = (Map<?, ?>) JsonParser.at(json, "estimate");
        assertThat(estimate.get("kind")).isEqualTo("known");
        assertThat(estimate.get("amount")).isEqualTo(new BigDecimal("0.5"));
        assertThat(estimate.get("currency")).isEqualTo("USD");
        assertThat(estimate.get("source")).isEqualTo("acme-video, \"480p $0.50\"");
        assertThat(vendor.orders()).containsExactly("a \"kitten\" \\ 小猫");
    }

    @Test
    void without_waiting_the_task_is_the_data_and_another_run_brings_the_video() {
        ReelRun ordered = ReelRun.acme(vendor).reel("text", "a kitten", "--no-wait");
        String task = ordered.out().strip();
        ReelRun resumed = ReelRun.acme(vendor).reel("resume", task, "-o", file());

        assertThat(ordered.code()).isZero();
        assertThat(task).startsWith("reel:1:acme:");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).isEqualTo(file() + "\n");
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    void status_prints_one_word_and_the_address_once_there_is_one() {
        String task =
                ReelRun.acme(vendor).reel("text", "a kitten", "--no-wait").out().strip();

        assertThat(ReelRun.acme(vendor).reel("status", task).out()).isEqualTo("queued\n");
        assertThat(ReelRun.acme(vendor).reel("status", task).out()).isEqualTo("running\n");
        assertThat(ReelRun.acme(vendor).reel("status", task).out())
                .isEqualTo("succeeded\n" + vendor.baseUrl() + "/media/1\n");
        assertThat(ReelRun.acme(vendor).reel("status", task, "--json").json().get("state"))
                .isEqualTo("succeeded");
    }

    @Test
    void status_takes_a_word_that_no_document_explains_for_running() {
        String task =
                ReelRun.acme(vendor).reel("text", "word odd", "--no-wait").out().strip();
        ReelRun status = ReelRun.acme(vendor).reel("status", task);

        assertThat(status.out()).isEqualTo("running\n");
        assertThat(status.err()).contains("word odd");
    }

    @Test
    void status_of_a_task_that_was_given_up_is_failed_and_exit_6() {
        String task = ReelRun.acme(vendor)
                .reel("text", "fail GENERATION_FAILED", "--no-wait")
                .out()
                .strip();
        ReelRun status = ReelRun.acme(vendor).reel("status", task);

        assertThat(status.out()).isEqualTo("failed\n");
        assertThat(status.code()).isEqualTo(6);
    }

    @Test
    void a_dry_run_sends_nothing_needs_no_key_and_shows_everything() {
        ReelRun run = ReelRun.acme()
                .with("ACME_BASE_URL", vendor.baseUrl().toString())
                .reel("text", "a kitten", "--resolution", "1080p", "--set", "style=fancy", "--dry-run");

        GoldenFile.check("dry-run", run.displayed());
        assertThat(vendor.keys()).isEmpty();
    }

    @Test
    void a_dry_run_as_json_has_the_request_the_http_and_the_estimate() {
        Map<?, ?> json = ReelRun.acme(vendor)
                .reel("text", "a kitten", "--dry-run", "--json")
                .json();

        assertThat(json.get("state")).isEqualTo("dry-run");
        assertThat((Map<?, ?>) json.get("request")).isEqualTo(Map.of("prompt", "a kitten", "resolution", "480p"));
        assertThat((Map<?, ?>) json.get("wire"))
                .isEqualTo(Map.of(
                        "method",
                        "POST",
                        "url",
                        vendor.baseUrl() + "/orders",
                        "headers",
                        Map.of("X-Key", "***"),
                        "body",
                        "a kitten"));
        assertThat(vendor.keys()).isEmpty();
    }

    @Test
    void a_person_is_shown_the_price_and_asked_and_a_no_orders_nothing() {
        for (String result : List.of("n\n", "\n", "", "what?\n")) {
            ReelRun run = ReelRun.acme(vendor).on(PERSON).withInput(result).reel("text", "a kitten", "-o", file());

            assertThat(run.code()).isZero();
            assertThat(run.out()).isEmpty();
            assertThat(run.err())
                    .contains("0.50 USD")
                    .contains("Order it? [y/N]")
                    .contains("nothing was ordered");
        }
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void a_yes_orders_and_an_option_says_it_in_advance() {
        ReelRun asked = ReelRun.acme(vendor).on(PERSON).withInput("y\n").reel("text", "one", "-o", file());
        ReelRun reported = ReelRun.acme(vendor).on(PERSON).reel("text", "two", "-o", file(), "--yes");

        assertThat(asked.code()).isZero();
        assertThat(reported.code()).isZero();
        assertThat(reported.err()).doesNotContain("Order it?");
        assertThat(vendor.orders()).containsExactly("one", "two");
    }

    @Test
    void a_file_that_is_there_is_left_alone() throws Exception {
        Files.writeString(Path.of(file()), "first");
        ReelRun second = ReelRun.acme(vendor).reel("text", "second", "-o", file());
        ReelRun third = ReelRun.acme(vendor).reel("text", "third", "-o", file());

        assertThat(Path.of(file())).hasContent("first");
        assertThat(folder.resolve("kitten-2.mp4")).hasBinaryContent(AcmeVendor.VIDEO);
        assertThat(folder.resolve("kitten-3.mp4")).hasBinaryContent(AcmeVendor.VIDEO);
        assertThat(second.out()).isEqualTo(folder.resolve("kitten-2.mp4") + "\n");
        assertThat(second.err()).contains("is there already", "saved as " + folder.resolve("kitten-2.mp4"));
        assertThat(third.out()).isEqualTo(folder.resolve("kitten-3.mp4") + "\n");
    }

    @Test
    void a_name_may_be_as_long_as_the_file_system_takes_it() {
        Path max = folder.resolve("k".repeat(251) + ".mp4");
        ReelRun run = ReelRun.acme(vendor).reel("text", "a kitten", "-o", max.toString());

        assertThat(run.code()).isZero();
        assertThat(max).hasBinaryContent(AcmeVendor.VIDEO);
    }

    @Test
    @Tag("fault-169")
    void places_where_no_file_can_go_are_refused_before_anything_is_ordered() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), folder.resolve("nowhere"));
        Path endless = folder.resolve("k".repeat(300) + ".mp4");
        for (Path place :
                List.of(folder, link, endless, folder.resolve("missing/kitten.mp4"), Path.of("/proc/kitten.mp4"))) {
            ReelRun run = ReelRun.acme(vendor).reel("text", "a kitten", "-o", place.toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("Nothing was ordered");
        }
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void a_live_terminal_gets_one_line_that_is_drawn_over_and_taken_away() {
        ReelRun run = ReelRun.acme(vendor).on(LIVE).reel("text", "a kitten", "-o", file());

        assertThat(run.err())
                .contains("\r  ⠋ waiting   0:00   usually 0:40 to 1:50\u001b[K")
                .contains("\r\u001b[K  \u001b[32m✔\u001b[0m ")
                .doesNotContain("queued   0:00\n");
    }

    @Test
    void a_model_that_is_partly_guessed_is_announced_before_the_order() {
        ReelRun run = ReelRun.acme(vendor)
                .reel(
                        "animate",
                        "--image",
                        "https://a.example/i.png",
                        "--video",
                        "https://a.example/v.mp4",
                        "-o",
                        file());

        assertThat(run.code()).isZero();
        assertThat(run.err()).startsWith("! acme-4: INFERRED: no document has the address of this order.\n");
    }

    @Test
    void pictures_and_speech_are_ordered_with_the_vendors_own_parameters() {
        Map<?, ?> image = ReelRun.acme(vendor)
                .reel("image", "https://a.example/i.png", "--no-watermark", "--prompt-extend", "--dry-run", "--json")
                .json();
        Map<?, ?> speech = ReelRun.acme(vendor)
                .reel(
                        "speech",
                        "sing",
                        "--image",
                        "https://a.example/i.png",
                        "--audio",
                        "https://a.example/a.mp3",
                        "--steps",
                        "30",
                        "--no-safety-checker",
                        "--dry-run",
                        "--json")
                .json();

        assertThat((Map<?, ?>) image.get("request"))
                .isEqualTo(Map.of(
                        "image", "https://a.example/i.png",
                        "duration", "5",
                        "prompt_extend", "true",
                        "watermark", "false"));
        assertThat((Map<?, ?>) speech.get("request"))
                .isEqualTo(Map.of(
                        "image", "https://a.example/i.png",
                        "audio", "https://a.example/a.mp3",
                        "prompt", "sing",
                        "num_inference_steps", "30",
                        "enable_safety_checker", "false"));
    }

    @Test
    void the_length_of_the_clip_turns_a_range_into_a_price() {
        ReelRun run = ReelRun.acme(vendor).with("ACME_RATE", "0.04");
        String[] order = {
            "animate", "--image", "https://a.example/i.png", "--video", "https://a.example/v.mp4", "--dry-run", "--json"
        };
        Map<?, ?> range = (Map<?, ?>) JsonParser.at(run.reel(order).json(), "estimate");

        assertThat(range.get("kind")).isEqualTo("range");
        assertThat(range.get("least")).isEqualTo(new BigDecimal("0.2"));
        assertThat(range.get("most")).isEqualTo(new BigDecimal("4.8"));
    }
}
