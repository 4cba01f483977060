package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Money is spent if somebody has said so: at the prompt, or in advance. */
class ConfirmationTest {

    @TempDir
    Path folder;

    private final AcmeVendor vendor = new AcmeVendor(0);

    @AfterEach
    void stop() {
        vendor.close();
    }

    private ReelRun unasked(String... more) {
        List<String> all = new ArrayList<>(
                List.of("text", "a kitten", "-o", folder.resolve("kitten.mp4").toString()));
        all.addAll(List.of(more));
        return ReelRun.acme(vendor).unasked().reel(all.toArray(String[]::new));
    }

    private void assertRefused(ReelRun run) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--yes", "--max-price", "Nothing was ordered, nothing was billed.");
        assertThat(vendor.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-wait", "--json", "--no-journal", "--allow-unknown-price"})
    @Tag("fault-167")
    void without_a_terminal_nothing_is_ordered_unasked(String option) {
        assertRefused(unasked());
        assertRefused(unasked(option));
    }

    @Test
    @Tag("fault-167")
    void no_order_of_any_kind_is_placed_unasked() {
        String at = "https://a.example/";
        for (List<String> order : List.of(
                List.of("image", at + "i.png"),
                List.of("speech", "a song", "--image", at + "i.png", "--audio", at + "a.mp3"),
                List.of("animate", "--image", at + "i.png", "--video", at + "v.mp4"))) {
            assertRefused(ReelRun.acme(vendor).unasked().reel(order.toArray(String[]::new)));
        }
    }

    @Test
    @Tag("fault-167")
    void an_answer_that_is_piped_in_is_no_person() {
        assertRefused(ReelRun.acme(vendor)
                .on(new TerminalCapabilities(true, false, true, true))
                .unasked()
                .withInput("y\n")
                .reel("text", "a kitten", "-o", folder.resolve("kitten.mp4").toString()));
    }

    @Test
    void the_json_of_a_refusal_says_that_nothing_was_billed() {
        ReelRun run = unasked("--json");

        assertThat(JsonParser.at(run.json(), "state")).isEqualTo("not-ordered");
        assertThat(JsonParser.at(run.json(), "error.kind")).isEqualTo("USAGE");
        assertThat(JsonParser.at(run.json(), "error.billed")).isEqualTo("NO");
    }

    @Test
    @Tag("fault-167")
    void a_price_cap_or_a_yes_in_advance_is_an_answer() {
        assertThat(unasked("--max-price", "0.50").code()).isZero();
        assertThat(unasked("--yes").code()).isZero();
        assertThat(vendor.orders()).hasSize(2);
        assertThat(unasked("--max-price", "0.49").code()).isEqualTo(10);
        assertThat(vendor.orders()).hasSize(2);
    }

    @Test
    void what_spends_nothing_needs_no_answer() {
        assertThat(unasked("--dry-run").code()).isZero();
        assertThat(vendor.keys()).isEmpty();
        ReelRun simulated = unasked("--simulate");
        assertThat(simulated.code()).as(simulated.err()).isZero();
        assertThat(vendor.orders()).isEmpty();
    }
}
