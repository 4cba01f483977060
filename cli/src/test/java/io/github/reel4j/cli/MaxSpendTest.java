package io.github.reel4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.SpendLimit;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class MaxSpendTest extends AcmeTest {

    private ReelRun order(String... options) {
        String[] args = new String[options.length + 3];
        args[0] = "text";
        args[1] = "a kitten";
        args[2] = "--no-wait";
        System.arraycopy(options, 0, args, 3, options.length);
        return reel(args);
    }

    @Test
    @Tag("fault-207")
    void orders_of_all_runs_on_a_journal_share_the_limit() {
        assertThat(order("--max-spend", "1.20 USD/24h").code()).isZero();
        assertThat(order().code()).isZero();
        ReelRun run = order("--max-spend", "1.20 USD/24h", "--json");

        assertThat(run.code()).isEqualTo(ExitCodes.OVER_PRICE_CAP);
        assertThat(run.err())
                .contains(
                        "OVER_BUDGET  the order may cost 0.50 USD, and the orders of the last 1 d may cost 1.00 USD.",
                        "In reel: raise --max-spend",
                        "Nothing was sent, nothing was billed.");
        assertThat(run.json().get("state")).isEqualTo("not-ordered");
        assertThat(vendor.orders()).hasSize(2);
        assertThat(order("--max-spend", "1.50 USD/24h").code()).isZero();
    }

    @Test
    void a_rejected_order_gives_its_room_back_to_later_runs() {
        reel("text", "submit INVALID_REQUEST");
        assertThat(order("--max-spend", "0.50 USD/24h").code()).isZero();
        assertThat(order("--max-spend", "0.50 USD/24h").code()).isEqualTo(ExitCodes.OVER_PRICE_CAP);
    }

    @Test
    void a_dry_run_shows_that_there_is_no_room() {
        order();
        ReelRun run = order("--max-spend", "0.50 USD/24h", "--dry-run");
        assertThat(run.code()).isEqualTo(ExitCodes.OVER_PRICE_CAP);
        assertThat(run.err()).contains("OVER_BUDGET", "may cost 0.50 USD");
        assertThat(order("--max-spend", "1.00 USD/24h", "--dry-run").code()).isZero();
        assertThat(vendor.orders()).hasSize(1);
    }

    @Test
    @Tag("fault-211")
    void an_unknown_price_needs_an_option_under_the_limit() {
        assertThat(order("--max-spend", "5/24h", "--resolution", "1080p").err())
                .contains("OVER_BUDGET  the price is unknown");
        assertThat(order("--max-spend", "5/24h", "--resolution", "1080p", "--allow-unknown-price")
                        .code())
                .isZero();
    }

    @Test
    @Tag("fault-214")
    void the_limit_needs_the_journal() {
        ReelRun run = order("--max-spend", "5/24h", "--no-journal");
        assertThat(run.code()).isEqualTo(ExitCodes.USAGE);
        assertThat(run.err()).contains("--max-spend needs the journal");
        assertThat(vendor.orders()).isEmpty();
    }

    @Test
    void a_limit_is_an_amount_and_a_period() {
        assertThat(SpendLimitParser.parse("5 USD/24h")).isEqualTo(new SpendLimit(Money.usd("5"), Duration.ofHours(24)));
        assertThat(SpendLimitParser.parse("$0.50 / 90s"))
                .isEqualTo(new SpendLimit(Money.usd("0.50"), Duration.ofSeconds(90)));
        assertThat(SpendLimitParser.parse("100 EUR/30d"))
                .isEqualTo(new SpendLimit(Money.parse("100 EUR"), Duration.ofDays(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5 USD", "5 USD/", "/24h", "5 USD/24", "5 USD/0h", "5 USD/367d", "5 USD/24h/7d", "x/24h"})
    void any_other_limit_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SpendLimitParser.parse(text));
        assertThat(order("--max-spend", text).code()).isEqualTo(ExitCodes.USAGE);
    }
}
