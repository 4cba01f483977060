package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OrderTest extends AcmeTest {

    private static final TerminalCapabilities PERSON = new TerminalCapabilities(false, true, false, true);
    private static final TerminalCapabilities LIVE = new TerminalCapabilities(true, false, true, true);

    @Test
    void an_order_prints_the_file_on_stdout_and_the_rest_on_stderr() throws Exception {
        ReelRun run = reel("text", "a kitten", "--resolution", "480p", "-o", video());

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo(video() + "\n");
        assertThat(Files.readAllBytes(Path.of(video()))).isEqualTo(AcmeVendor.VIDEO);
        assertThat(vendor.orders()).containsExactly("a kitten");
        GoldenFile.check("order", run.displayed());
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(Path.of(video()));
        }
    }

    @Test
    void json_is_one_object_with_all_fields() {
        Map<?, ?> json =
                reel("text", "a \"kitten\" \\ 小猫", "-o", video(), "--json").json();

        assertThat(json.get("state")).isEqualTo("downloaded");
        assertThat(json.get("provider")).isEqualTo("acme");
        assertThat(json.get("model")).isEqualTo("acme-1");
        assertThat(json.get("operation")).isEqualTo("text-to-video");
        assertThat(json.get("resolution")).isEqualTo("480p");
        assertThat(json.get("file")).isEqualTo(video());
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
    void every_video_of_an_order_is_saved_and_listed() throws Exception {
        List<String> files = List.of(video(), video().replace(".mp4", "-2.mp4"), video().replace(".mp4", "-3.mp4"));
        ReelRun run = reel("text", "3 videos", "-o", video());

        assertThat(run.code()).isZero();
        assertThat(run.out().lines()).containsExactlyElementsOf(files);
        for (String file : files) {
            assertThat(Path.of(file)).hasBinaryContent(AcmeVendor.VIDEO);
        }
        assertThat(run.err()).doesNotContain("exists");
        try (var saved = Files.list(folder)) {
            assertThat(saved).hasSize(3);
        }
    }

    @Test
    void json_has_every_video_of_an_order() {
        Map<?, ?> json = reel("text", "3 videos", "-o", video(), "--json").json();

        assertThat(json.get("file")).isEqualTo(video());
        assertThat(json.get("files"))
                .isEqualTo(List.of(video(), video().replace(".mp4", "-2.mp4"), video().replace(".mp4", "-3.mp4")));
        assertThat(json.get("url")).isEqualTo(vendor.baseUrl() + "/media/1");
        assertThat(json.get("other_urls"))
                .isEqualTo(List.of(vendor.baseUrl() + "/media/1?video=2", vendor.baseUrl() + "/media/1?video=3"));
    }

    @Test
    void status_prints_the_url_of_every_video() {
        String task = submit("3 videos");
        reel("status", task);
        reel("status", task);
        assertThat(reel("status", task).out().lines())
                .containsExactly(
                        "succeeded",
                        vendor.baseUrl() + "/media/1",
                        vendor.baseUrl() + "/media/1?video=2",
                        vendor.baseUrl() + "/media/1?video=3");
    }

    @Test
    void no_wait_prints_the_task_and_resume_downloads_the_video() {
        ReelRun ordered = reel("text", "a kitten", "--no-wait");
        String task = ordered.out().strip();
        ReelRun resumed = reel("resume", task, "-o", video());

        assertThat(ordered.code()).isZero();
        assertThat(task).startsWith("reel:1:acme:");
        assertThat(resumed.code()).isZero();
        assertThat(resumed.out()).isEqualTo(video() + "\n");
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    void status_prints_the_state_and_then_the_url() {
        String task = submit("a kitten");

        assertThat(reel("status", task).out()).isEqualTo("queued\n");
        assertThat(reel("status", task).out()).isEqualTo("running\n");
        assertThat(reel("status", task).out()).isEqualTo("succeeded\n" + vendor.baseUrl() + "/media/1\n");
        assertThat(reel("status", task, "--json").json().get("state")).isEqualTo("succeeded");
    }

    @Test
    void status_treats_an_undocumented_state_as_running() {
        String task = submit("status odd");
        ReelRun status = reel("status", task);

        assertThat(status.out()).isEqualTo("running\n");
        assertThat(status.err()).contains("status odd");
    }

    @Test
    void status_of_a_failed_task_exits_with_6() {
        String task = submit("fail GENERATION_FAILED");
        ReelRun status = reel("status", task);

        assertThat(status.out()).isEqualTo("failed\n");
        assertThat(status.code()).isEqualTo(6);
    }

    @Test
    void a_dry_run_sends_nothing_and_needs_no_key() {
        ReelRun run = ReelRun.acme()
                .with("ACME_BASE_URL", vendor.baseUrl().toString())
                .reel("text", "a kitten", "--resolution", "1080p", "--set", "style=fancy", "--dry-run");

        GoldenFile.check("dry-run", run.displayed());
        assertThat(vendor.keys()).isEmpty();
    }

    @Test
    void a_dry_run_as_json_has_the_http_request() {
        Map<?, ?> json = reel("text", "a kitten", "--dry-run", "--json").json();

        assertThat(json.get("state")).isEqualTo("dry-run");
        assertThat((Map<?, ?>) json.get("request")).isEqualTo(Map.of("prompt", "a kitten", "resolution", "480p"));
        assertThat((Map<?, ?>) json.get("http_request"))
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
    void a_no_at_the_prompt_orders_nothing() {
        for (String input : List.of("n\n", "\n", "", "what?\n")) {
            ReelRun run = run().on(PERSON).withInput(input).reel("text", "a kitten", "-o", video());

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
    void a_yes_at_the_prompt_or_as_an_option_orders() {
        ReelRun prompted = run().on(PERSON).withInput("y\n").reel("text", "one", "-o", video());
        ReelRun confirmed = run().on(PERSON).reel("text", "two", "-o", video(), "--yes");

        assertThat(prompted.code()).isZero();
        assertThat(confirmed.code()).isZero();
        assertThat(confirmed.err()).doesNotContain("Order it?");
        assertThat(vendor.orders()).containsExactly("one", "two");
    }

    @Test
    void an_existing_file_is_not_overwritten() throws Exception {
        Files.writeString(Path.of(video()), "first");
        ReelRun second = reel("text", "second", "-o", video());
        ReelRun third = reel("text", "third", "-o", video());

        assertThat(Path.of(video())).hasContent("first");
        assertThat(folder.resolve("kitten-2.mp4")).hasBinaryContent(AcmeVendor.VIDEO);
        assertThat(folder.resolve("kitten-3.mp4")).hasBinaryContent(AcmeVendor.VIDEO);
        assertThat(second.out()).isEqualTo(folder.resolve("kitten-2.mp4") + "\n");
        assertThat(second.err())
                .contains("exists and will not be overwritten", "saved as " + folder.resolve("kitten-2.mp4"));
        assertThat(third.out()).isEqualTo(folder.resolve("kitten-3.mp4") + "\n");
    }

    @Test
    void a_file_name_may_have_the_maximum_length() {
        Path max = folder.resolve("k".repeat(251) + ".mp4");
        ReelRun run = reel("text", "a kitten", "-o", max.toString());

        assertThat(run.code()).isZero();
        assertThat(max).hasBinaryContent(AcmeVendor.VIDEO);
    }

    @Test
    @Tag("fault-169")
    void an_unusable_output_file_fails_before_the_order() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), folder.resolve("nowhere"));
        Path endless = folder.resolve("k".repeat(300) + ".mp4");
        for (Path file :
                List.of(folder, link, endless, folder.resolve("missing/kitten.mp4"), Path.of("/proc/kitten.mp4"))) {
            ReelRun run = reel("text", "a kitten", "-o", file.toString());

            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("Nothing was ordered");
        }
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void a_live_terminal_gets_one_redrawn_progress_line() {
        ReelRun run = run().on(LIVE).reel("text", "a kitten", "-o", video());

        assertThat(run.err())
                .contains("\r  ⠋ waiting   0:00   usually 0:40 to 1:50\u001b[K")
                .contains("\r\u001b[K  \u001b[32m✔\u001b[0m ")
                .doesNotContain("queued   0:00\n");
    }

    @Test
    void an_inferred_model_is_announced_before_the_order() {
        ReelRun run = reel(
                "animate", "--image", "https://a.example/i.png", "--video", "https://a.example/v.mp4", "-o", video());

        assertThat(run.code()).isZero();
        assertThat(run.err()).startsWith("! acme-4: INFERRED: no document has the URL of this request.\n");
    }

    @Test
    void options_of_image_and_speech_become_vendor_parameters() {
        Map<?, ?> image = reel(
                        "image", "https://a.example/i.png", "--no-watermark", "--prompt-extend", "--dry-run", "--json")
                .json();
        Map<?, ?> speech = reel(
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
    void the_estimate_without_a_clip_length_is_a_range() {
        ReelRun run = run().with("ACME_RATE", "0.04");
        String[] order = {
            "animate", "--image", "https://a.example/i.png", "--video", "https://a.example/v.mp4", "--dry-run", "--json"
        };
        Map<?, ?> range = (Map<?, ?>) JsonParser.at(run.reel(order).json(), "estimate");

        assertThat(range.get("kind")).isEqualTo("range");
        assertThat(range.get("min")).isEqualTo(new BigDecimal("0.2"));
        assertThat(range.get("max")).isEqualTo(new BigDecimal("4.8"));
    }
}
