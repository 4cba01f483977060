package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Simulator;
import io.github.reel4j.testkit.simulator.apixo.ApixoSimulator;
import io.github.reel4j.testkit.simulator.pixazo.PixazoSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two vendors with keys, one of which is set up wrong: nobody guesses that the other is to bill. */
@Timeout(60)
class MisconfiguredProviderTest {

    @TempDir
    Path folder;

    private final Simulator apixo = ApixoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();
    private final Simulator pixazo = PixazoSimulator.builder().start();

    @AfterEach
    void close() {
        apixo.close();
        pixazo.close();
    }

    private ReelRun run() {
        return ReelRun.withoutKeys()
                .with("APIXO_BASE_URL", apixo.baseUrl().toString())
                .with("APIXO_API_KEY", ReelRun.KEY)
                .with("PIXAZO_BASE_URL", pixazo.baseUrl().toString())
                .with("PIXAZO_API_KEY", ReelRun.KEY)
                .with("REEL4J_JOURNAL", folder.resolve("orders.journal").toString());
    }

    private ReelRun animate(ReelRun run, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "animate",
                "--image",
                "https://example.com/me.png",
                "--video",
                "https://example.com/dance.mp4",
                "-o",
                folder.resolve("dance.mp4").toString()));
        all.addAll(List.of(more));
        return run.reel(all.toArray(String[]::new));
    }

    private void assertRefused(ReelRun run, String setting) {
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
    void a_malformed_setting_of_one_orders_from_none(String name, String value) {
        ReelRun run = animate(run().with(name, value));

        assertThat(run.code()).isIn(ExitCodes.USAGE, ExitCodes.NO_PROVIDER);
        assertThat(apixo.ledger().requests()).isEmpty();
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--yes", "--dry-run", "--simulate", "--json", "--no-wait"})
    @Tag("fault-162")
    void the_setting_is_named_however_it_is_ordered(String option) {
        assertRefused(animate(run().with("PIXAZO_SUBMIT_TIMEOUT", "60"), option), "PIXAZO_SUBMIT_TIMEOUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "0s", "-5s", "30 s", "soon"})
    @Tag("fault-162")
    void whatever_is_wrong_with_it_the_setting_is_named(String value) {
        assertRefused(animate(run().with("PIXAZO_POLL_TIMEOUT", value)), "PIXAZO_POLL_TIMEOUT");
    }

    @Test
    @Tag("fault-162")
    void without_any_key_it_is_not_simulated_elsewhere() {
        assertRefused(
                animate(ReelRun.withoutKeys().with("PIXAZO_SUBMIT_TIMEOUT", "60"), "--no-journal"),
                "PIXAZO_SUBMIT_TIMEOUT");
    }

    @Test
    @Tag("fault-162")
    void the_list_of_providers_hides_none_whoever_is_named() {
        assertRefused(run().with("PIXAZO_SUBMIT_TIMEOUT", "60").reel("providers"), "PIXAZO_SUBMIT_TIMEOUT");
        assertRefused(
                run().with("PIXAZO_SUBMIT_TIMEOUT", "60")
                        .with("REEL4J_PROVIDER", "apixo")
                        .reel("providers"),
                "PIXAZO_SUBMIT_TIMEOUT");
    }

    @Test
    void a_named_provider_is_ordered_from_and_its_task_resumed() {
        ReelRun ordered = animate(run().with("PIXAZO_SUBMIT_TIMEOUT", "60"), "--provider", "apixo", "--no-wait");
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
