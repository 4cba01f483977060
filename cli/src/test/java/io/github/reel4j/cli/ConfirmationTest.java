package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that cost money need a confirmation: at the prompt or by an option. */
class ConfirmationTest extends AcmeTest {

    private ReelRun unconfirmed(String... options) {
        List<String> all = new ArrayList<>(List.of("text", "a kitten", "-o", video()));
        all.addAll(List.of(options));
        return run().unconfirmed().reel(all.toArray(String[]::new));
    }

    private void assertNotOrdered(ReelRun run) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--yes", "--max-price", "Nothing was ordered, nothing was billed.");
        assertThat(vendor.keys()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-wait", "--json", "--no-journal", "--allow-unknown-price"})
    @Tag("fault-167")
    void without_a_terminal_an_order_needs_an_option(String option) {
        assertNotOrdered(unconfirmed());
        assertNotOrdered(unconfirmed(option));
    }

    @Test
    @Tag("fault-167")
    void every_order_command_needs_confirmation() {
        String host = "https://a.example/";
        for (List<String> order : List.of(
                List.of("image", host + "i.png"),
                List.of("speech", "a song", "--image", host + "i.png", "--audio", host + "a.mp3"),
                List.of("animate", "--image", host + "i.png", "--video", host + "v.mp4"))) {
            assertNotOrdered(run().unconfirmed().reel(order.toArray(String[]::new)));
        }
    }

    @Test
    @Tag("fault-167")
    void piped_input_cannot_confirm_an_order() {
        assertNotOrdered(run().on(new TerminalCapabilities(true, false, true, true))
                .unconfirmed()
                .withInput("y\n")
                .reel("text", "a kitten", "-o", video()));
    }

    @Test
    void the_json_of_a_missing_confirmation_says_not_billed() {
        ReelRun run = unconfirmed("--json");

        assertThat(JsonParser.at(run.json(), "state")).isEqualTo("not-ordered");
        assertThat(JsonParser.at(run.json(), "failure.kind")).isEqualTo("USAGE");
        assertThat(JsonParser.at(run.json(), "failure.billing")).isEqualTo("NOT_BILLED");
    }

    @Test
    @Tag("fault-167")
    void max_price_or_yes_replaces_the_confirmation() {
        assertThat(unconfirmed("--max-price", "0.50").code()).isZero();
        assertThat(unconfirmed("--yes").code()).isZero();
        assertThat(vendor.orders()).hasSize(2);
        assertThat(unconfirmed("--max-price", "0.49").code()).isEqualTo(10);
        assertThat(vendor.orders()).hasSize(2);
    }

    @Test
    void free_runs_need_no_confirmation() {
        assertThat(unconfirmed("--dry-run").code()).isZero();
        assertThat(vendor.keys()).isEmpty();
        ReelRun simulated = unconfirmed("--simulate");
        assertThat(simulated.code()).as(simulated.err()).isZero();
        assertThat(vendor.orders()).isEmpty();
    }
}
