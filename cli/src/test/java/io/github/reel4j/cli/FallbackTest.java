package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Fault;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Two vendors, of which the second is asked only where the first provably took no order. */
@Timeout(60)
class FallbackTest {

    @TempDir
    Path folder;

    private final Simulator apixo = ApixoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();
    private final Simulator pixazo = PixazoSimulator.builder()
            .queued(Duration.ZERO)
            .running(Duration.ZERO)
            .start();

    @AfterEach
    void close() {
        apixo.close();
        pixazo.close();
        new OrderLedgers(journal(), apixo, pixazo).assertNothingLost();
    }

    private Path journal() {
        return folder.resolve("orders.journal");
    }

    private ReelRun run() {
        return ReelRun.withoutKeys()
                .with("APIXO_BASE_URL", apixo.baseUrl().toString())
                .with("APIXO_API_KEY", ReelRun.KEY)
                .with("PIXAZO_BASE_URL", pixazo.baseUrl().toString())
                .with("PIXAZO_API_KEY", ReelRun.KEY)
                .with("REEL4J_JOURNAL", journal().toString());
    }

    private ReelRun animate(String... more) {
        return animate(run(), more);
    }

    private static ReelRun animate(ReelRun run, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "animate",
                "--provider",
                "apixo,pixazo",
                "--image",
                "https://example.com/me.png",
                "--video",
                "https://example.com/dance.mp4",
                "--yes"));
        all.addAll(List.of(more));
        return run.reel(all.toArray(String[]::new));
    }

    private String video() {
        return folder.resolve("dance.mp4").toString();
    }

    @Test
    void the_first_takes_the_order_and_what_the_second_would_cost_is_shown() {
        ReelRun run = animate("-o", video());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("or, if apixo takes no order,", "pixazo  wan-2-2-animate", "0.40 USD", "reel:1:apixo:");
        assertThat(apixo.ledger().orders()).hasSize(1);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 405})
    void the_second_takes_the_order_that_the_first_refused_to_us(int status) {
        apixo.nextSubmit(Fault.http(status));
        ReelRun run = animate("--json", "-o", video());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Path.of(video())).exists();
        assertThat(apixo.ledger().orders()).isEmpty();
        assertThat(pixazo.ledger().orders()).hasSize(1);
        assertThat(run.json().get("provider")).isEqualTo("pixazo");
        assertThat(String.valueOf(run.json().get("estimate"))).contains("amount=0.4");
        assertThat(String.valueOf(run.json().get("task"))).startsWith("reel:1:pixazo:");
    }

    @Test
    void both_attempts_are_in_the_journal() {
        apixo.nextSubmit(Fault.http(402));
        assertThat(animate("-o", video()).code()).isZero();
        ReelRun tasks = run().reel("tasks");
        assertThat(tasks.out().lines()).hasSize(3);
        assertThat(tasks.out())
                .containsPattern("(?m)^refused .*INSUFFICIENT_BALANCE.*not billed")
                .containsPattern("(?m)^delivered ");
    }

    @Test
    @Tag("fault-6")
    void an_order_whose_answer_was_lost_is_ordered_nowhere_else() {
        apixo.nextSubmit(Fault.connectionReset());
        ReelRun run = animate("-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(apixo.ledger().orders()).hasSize(1);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422, 500, 503})
    void what_may_be_the_order_s_own_fault_or_billed_is_ordered_nowhere_else(int status) {
        apixo.nextSubmit(Fault.http(status));
        assertThat(animate("-o", video()).code())
                .isIn(ExitCodes.INVALID_REQUEST, ExitCodes.OTHER, ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @Test
    void the_last_failure_tells_of_both() {
        apixo.nextSubmit(Fault.http(402));
        pixazo.nextSubmit(Fault.http(403));
        ReelRun run = animate("--json", "-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.OTHER);
        assertThat(run.err())
                .startsWith("  apixo")
                .contains("FORBIDDEN", "Asked before, in order; none took the order, none billed it:")
                .contains("apixo  INSUFFICIENT_BALANCE");
        assertThat(String.valueOf(run.json().get("error")))
                .startsWith("{kind=FORBIDDEN")
                .contains("billed=NO", "earlier=[{provider=apixo, kind=INSUFFICIENT_BALANCE");
        assertThat(pixazo.ledger().orders()).isEmpty();
    }

    @Test
    void the_cap_holds_for_the_second_too() {
        apixo.nextSubmit(Fault.http(402));
        ReelRun run = animate(
                run().with("APIXO_RATE_480P", "0.001"), "--max-price", "0.20", "--resolution", "480p", "-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.OVER_PRICE_CAP);
        assertThat(run.err()).contains("OVER_PRICE_CAP", "apixo  INSUFFICIENT_BALANCE");
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @Test
    void who_does_not_offer_the_operation_is_passed_over() {
        ReelRun run = run();
        run.reel("text", "a heron at dawn", "--provider", "apixo,pixazo", "--yes", "-o", video());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(apixo.ledger().requests()).isEmpty();
        assertThat(pixazo.ledger().orders()).hasSize(1);
    }

    @Test
    void the_environment_names_them_as_well_and_a_dry_run_shows_both() {
        ReelRun run = run().with("REEL4J_PROVIDER", "pixazo,apixo");
        run.reel(
                "animate",
                "--image",
                "https://example.com/me.png",
                "--video",
                "https://example.com/dance.mp4",
                "--dry-run");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("or, if pixazo takes no order:", "apixo  wan-2-2-animate");
        assertThat(run.out().indexOf("pixazo  wan")).isLessThan(run.out().indexOf("apixo  wan-2-2"));
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @Test
    void who_is_passed_over_and_who_is_asked_first_is_told_before_anything_is_ordered() {
        ReelRun run = run();
        run.reel(
                "animate",
                "--provider",
                "pixazo,apixo",
                "--image",
                "https://example.com/me.png",
                "--video",
                "https://example.com/dance.mp4",
                "--listen",
                "0",
                "--json",
                "-o",
                video());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .startsWith("  apixo  wan-2-2-animate")
                .contains("pixazo is passed over: UNSUPPORTED", "'pixazo' documents no callbacks");
        assertThat(run.json().get("provider")).isEqualTo("apixo");
        assertThat(String.valueOf(run.json().get("not_asked"))).contains("provider=pixazo, turn=SKIPPED");
        assertThat(pixazo.ledger().requests()).isEmpty();
        assertThat(apixo.ledger().orders()).hasSize(1);
    }

    @Test
    void a_second_that_would_refuse_is_told_with_its_reason_and_not_as_a_fallback() {
        ReelRun run = animate(
                run().with("APIXO_RATE_480P", "0.001"), "--max-price", "0.20", "--resolution", "480p", "--dry-run");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("apixo  wan-2-2-animate")
                .contains("pixazo would not take it, and nobody is asked after it: OVER_PRICE_CAP")
                .doesNotContain("or, if apixo takes no order");
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @Test
    void a_first_that_refuses_the_order_itself_is_the_end_of_it_and_the_second_is_not_asked() {
        ReelRun run = animate(run().with("APIXO_RATE_480P", "0.5"), "--max-price", "0.50", "--json", "-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.OVER_PRICE_CAP);
        assertThat(String.valueOf(run.json().get("not_asked"))).contains("provider=pixazo, turn=NOT_TRIED");
        assertThat(run.err()).contains("pixazo is not asked");
        assertThat(pixazo.ledger().requests()).isEmpty();
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @Test
    void without_keys_both_are_simulated() {
        ReelRun run = animate(ReelRun.withoutKeys(), "--json", "--no-wait");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("No APIXO_API_KEY and no PIXAZO_API_KEY: ordering from the built-in simulators");
        assertThat(run.json().get("simulated")).isEqualTo(true);
    }

    @Test
    void a_name_of_nobody_is_told_and_nothing_is_ordered() {
        ReelRun run = run();
        run.reel(
                "animate",
                "--provider",
                "apixo,nobody",
                "--image",
                "https://example.com/me.png",
                "--video",
                "https://example.com/dance.mp4",
                "--yes");
        assertThat(run.code()).isEqualTo(ExitCodes.NO_PROVIDER);
        assertThat(run.err()).contains("no provider 'nobody' on the class path");
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @Test
    void a_fallback_without_a_key_is_none_and_told_before_anything_is_ordered() {
        ReelRun run = animate(run().with("PIXAZO_API_KEY", ""), "-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.AUTHENTICATION);
        assertThat(run.err()).contains("pixazo needs an API key");
        assertThat(apixo.ledger().requests()).isEmpty();
    }
}
