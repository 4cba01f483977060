package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.testkit.simulator.Fault;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two vendors, of which the second is tried only if the first provably did not accept the order. */
@Timeout(60)
class FallbackTest extends SimulatedVendorsTest {

    private ReelRun animate(String... options) {
        return animateAtBoth(run(), options);
    }

    private static ReelRun animateAtBoth(ReelRun run, String... options) {
        return animate(
                run,
                Stream.concat(Stream.of("--provider", "apixo,pixazo", "--yes"), Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void the_first_gets_the_order_and_the_second_is_quoted() {
        ReelRun run = animate("-o", video());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "or, if apixo does not accept the order:",
                        "pixazo  wan-2-2-animate",
                        "0.40 USD",
                        "reel:1:apixo:");
        assertThat(apixo.ledger().orders()).hasSize(1);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 402, 405})
    void the_second_gets_an_order_that_the_first_rejected(int status) {
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
                .containsPattern("(?m)^rejected .*INSUFFICIENT_BALANCE.*not billed")
                .containsPattern("(?m)^downloaded ");
    }

    @Test
    @Tag("fault-6")
    void an_order_with_a_lost_response_is_not_sent_elsewhere() {
        apixo.nextSubmit(Fault.connectionReset());
        ReelRun run = animate("-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(apixo.ledger().orders()).hasSize(1);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 422, 500, 503})
    void an_unproven_or_content_rejection_is_not_sent_elsewhere(int status) {
        apixo.nextSubmit(Fault.http(status));
        assertThat(animate("-o", video()).code())
                .isIn(ExitCodes.INVALID_REQUEST, ExitCodes.OTHER, ExitCodes.SUBMISSION_UNKNOWN);
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @Test
    void the_last_failure_lists_the_previous_attempts() {
        apixo.nextSubmit(Fault.http(402));
        pixazo.nextSubmit(Fault.http(403));
        ReelRun run = animate("--json", "-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.OTHER);
        assertThat(run.err())
                .startsWith("  apixo")
                .contains("FORBIDDEN", "Providers tried first (none accepted or billed the order):")
                .contains("apixo  INSUFFICIENT_BALANCE");
        assertThat(String.valueOf(run.json().get("failure")))
                .startsWith("{kind=FORBIDDEN")
                .contains("billing=NOT_BILLED", "previous_attempts=[{provider=apixo, kind=INSUFFICIENT_BALANCE");
        assertThat(pixazo.ledger().orders()).isEmpty();
    }

    @Test
    void the_price_cap_applies_to_the_second_provider() {
        apixo.nextSubmit(Fault.http(402));
        ReelRun run = animateAtBoth(
                run().with("APIXO_RATE_480P", "0.001"), "--max-price", "0.20", "--resolution", "480p", "-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.OVER_PRICE_CAP);
        assertThat(run.err()).contains("OVER_PRICE_CAP", "apixo  INSUFFICIENT_BALANCE");
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @Test
    void a_provider_without_the_operation_is_skipped() {
        ReelRun run = run();
        run.reel("text", "a heron at dawn", "--provider", "apixo,pixazo", "--yes", "-o", video());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(apixo.ledger().requests()).isEmpty();
        assertThat(pixazo.ledger().orders()).hasSize(1);
    }

    @Test
    void the_environment_sets_the_order_and_a_dry_run_shows_both() {
        ReelRun run = run().with("REEL4J_PROVIDER", "pixazo,apixo");
        animate(run, "--dry-run");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("or, if pixazo does not accept the order:", "apixo  wan-2-2-animate");
        assertThat(run.out().indexOf("pixazo  wan")).isLessThan(run.out().indexOf("apixo  wan-2-2"));
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @Test
    void skipped_providers_are_shown_before_the_order() {
        ReelRun run = run();
        animate(run, "--provider", "pixazo,apixo", "--listen", "0", "--json", "-o", video());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .startsWith("  apixo  wan-2-2-animate")
                .contains("pixazo is skipped: UNSUPPORTED", "'pixazo' documents no callbacks");
        assertThat(run.json().get("provider")).isEqualTo("apixo");
        assertThat(String.valueOf(run.json().get("skipped"))).contains("provider=pixazo, disposition=SKIPPED");
        assertThat(pixazo.ledger().requests()).isEmpty();
        assertThat(apixo.ledger().orders()).hasSize(1);
    }

    @Test
    void a_second_above_the_cap_is_shown_and_is_no_fallback() {
        ReelRun run = animateAtBoth(
                run().with("APIXO_RATE_480P", "0.001"), "--max-price", "0.20", "--resolution", "480p", "--dry-run");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("apixo  wan-2-2-animate")
                .contains("pixazo cannot accept the order, so no other provider is tried: OVER_PRICE_CAP")
                .doesNotContain("or, if apixo does not accept the order");
        assertThat(pixazo.ledger().requests()).isEmpty();
    }

    @Test
    void a_first_above_the_cap_ends_the_fallback() {
        ReelRun run =
                animateAtBoth(run().with("APIXO_RATE_480P", "0.5"), "--max-price", "0.50", "--json", "-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.OVER_PRICE_CAP);
        assertThat(String.valueOf(run.json().get("skipped"))).contains("provider=pixazo, disposition=NOT_TRIED");
        assertThat(run.err()).contains("pixazo is not tried");
        assertThat(pixazo.ledger().requests()).isEmpty();
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @Test
    void without_keys_both_providers_are_simulated() {
        ReelRun run = animateAtBoth(ReelRun.withoutKeys(), "--json", "--no-wait");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("No APIXO_API_KEY and no PIXAZO_API_KEY: ordering from the built-in simulators");
        assertThat(run.json().get("simulated")).isEqualTo(true);
    }

    @Test
    void an_unknown_provider_name_fails_before_the_order() {
        ReelRun run = run();
        animate(run, "--provider", "apixo,nobody", "--yes");
        assertThat(run.code()).isEqualTo(ExitCodes.NO_PROVIDER);
        assertThat(run.err()).contains("no provider 'nobody' on the class path");
        assertThat(apixo.ledger().requests()).isEmpty();
    }

    @Test
    void a_fallback_without_a_key_fails_before_the_order() {
        ReelRun run = animateAtBoth(run().with("PIXAZO_API_KEY", ""), "-o", video());
        assertThat(run.code()).isEqualTo(ExitCodes.AUTHENTICATION);
        assertThat(run.err()).contains("pixazo needs an API key");
        assertThat(apixo.ledger().requests()).isEmpty();
    }
}
