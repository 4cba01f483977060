package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two vendors with keys, one with an invalid setting: the other is not chosen silently. */
@Timeout(60)
class MisconfiguredProviderTest extends SimulatedVendorsTest {

    private ReelRun animateToFile(ReelRun run, String... options) {
        return animate(
                run, Stream.concat(Stream.of("-o", video()), Stream.of(options)).toArray(String[]::new));
    }

    private void assertNotOrdered(ReelRun run, String setting) {
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("CONFIGURATION", setting).doesNotContain(ReelRun.KEY);
        assertThat(apixo.ledger().requests()).isEmpty();
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PIXAZO_SUBMIT_TIMEOUT, 60",
        "PIXAZO_POLL_TIMEOUT, 30 s",
        "PIXAZO_BASE_URL, http://gateway.pixazo.ai",
        "PIXAZO_REQUESTS_PER_MINUTE, many",
        "PIXAZO_API_KEY, two words",
        "PIXAZO_ANIMATE_SUBMIT_PATH, no path",
    })
    @Tag("fault-162")
    void an_invalid_setting_of_one_provider_stops_every_order(String name, String value) {
        ReelRun run = animateToFile(run().with(name, value));

        assertThat(run.code()).isIn(ExitCodes.USAGE, ExitCodes.NO_PROVIDER);
        assertThat(apixo.ledger().requests()).isEmpty();
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--yes", "--dry-run", "--simulate", "--json", "--no-wait"})
    @Tag("fault-162")
    void every_order_option_reports_the_invalid_setting(String option) {
        assertNotOrdered(animateToFile(run().with("PIXAZO_SUBMIT_TIMEOUT", "60"), option), "PIXAZO_SUBMIT_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "0s", "-5s", "30 s", "soon"})
    @Tag("fault-162")
    void every_invalid_value_reports_the_setting(String value) {
        assertNotOrdered(animateToFile(run().with("PIXAZO_POLL_TIMEOUT", value)), "PIXAZO_POLL_TIMEOUT");
    }

    @Test
    @Tag("fault-162")
    void an_invalid_setting_also_stops_simulated_orders() {
        assertNotOrdered(
                animateToFile(ReelRun.withoutKeys().with("PIXAZO_SUBMIT_TIMEOUT", "60"), "--no-journal"),
                "PIXAZO_SUBMIT_TIMEOUT");
    }

    @Test
    @Tag("fault-162")
    void the_list_of_providers_reports_every_invalid_setting() {
        assertNotOrdered(run().with("PIXAZO_SUBMIT_TIMEOUT", "60").reel("providers"), "PIXAZO_SUBMIT_TIMEOUT");
        assertNotOrdered(
                run().with("PIXAZO_SUBMIT_TIMEOUT", "60")
                        .with("REEL4J_PROVIDER", "apixo")
                        .reel("providers"),
                "PIXAZO_SUBMIT_TIMEOUT");
    }

    @Test
    void a_chosen_provider_works_despite_another_invalid_one() {
        ReelRun ordered = animateToFile(run().with("PIXAZO_SUBMIT_TIMEOUT", "60"), "--provider", "apixo", "--no-wait");
        assertThat(ordered.code()).as(ordered.err()).isZero();
        String task = ordered.out().strip();
        ReelRun broken = run().with("PIXAZO_SUBMIT_TIMEOUT", "60").with("PIXAZO_REQUESTS_PER_MINUTE", "many");
        ReelRun resumed =
                broken.reel("resume", task, "-o", folder.resolve("resumed.mp4").toString());

        assertThat(resumed.code()).as(resumed.err()).isZero();
        assertThat(folder.resolve("resumed.mp4")).exists();
        assertThat(pixazo.ledger().requests()).isEmpty();
    }
}
