package io.github.reel4j.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PriceCapTest {

    private static final DocumentAnchor SOURCE = SampleRequests.anchor("price");
    private static final Estimate UNKNOWN = new Estimate.Unknown("the vendor lists none");

    private static PriceCap cap(String usd) {
        return new PriceCap(Optional.of(Money.usd(usd)), false);
    }

    private static Estimate known(String money) {
        return new Estimate.Known(Money.parse(money), "one video", SOURCE);
    }

    private static Estimate atLeast(String money) {
        return new Estimate.AtLeast(Money.parse(money), "by length", SOURCE);
    }

    private static Estimate range(String min, String max) {
        return new Estimate.Range(Money.usd(min), Money.usd(max), "by length", SOURCE);
    }

    @Test
    void without_a_cap_everything_passes() {
        PriceCap open = new PriceCap(Optional.empty(), false);
        assertThat(open.check(UNKNOWN)).isEmpty();
        assertThat(open.check(known("1000000"))).isEmpty();
    }

    @Test
    @Tag("fault-71")
    void a_price_at_the_cap_passes_and_one_above_it_does_not() {
        assertThat(cap("0.085").check(known("0.0850"))).isEmpty();
        assertThat(cap("0.085").check(known("0.086"))).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(FailureKind.OVER_PRICE_CAP);
            assertThat(failure.billingStatus()).isEqualTo(BillingStatus.NOT_BILLED);
            assertThat(failure.message())
                    .isEqualTo("the order may cost 0.086 USD, but the maximum price is 0.085 USD per order. Price:"
                            + " 0.086 USD estimated: one video   acme-text, \"price\". Nothing was sent, nothing was"
                            + " billed."
                            + "\n  Raise the maximum price, or order a cheaper video.");
        });
    }

    @Test
    @Tag("fault-71")
    void a_price_range_counts_by_its_maximum() {
        assertThat(cap("2").check(range("0.10", "2.00"))).isEmpty();
        assertThat(cap("1.99").check(range("0.10", "2.00"))).isPresent();
    }

    @Test
    @Tag("fault-71")
    void an_unknown_price_fails_under_a_cap_unless_allowed() {
        assertThat(cap("100").check(UNKNOWN))
                .hasValueSatisfying(failure -> assertThat(failure.message())
                        .isEqualTo("the maximum price is 100.00 USD per order, but the price is unknown: the"
                                + " vendor lists none."
                                + " Nothing was sent, nothing was billed.\n  To order anyway:"
                                + " VideoClient.builder().allowUnknownPrice(),"
                                + " or set no maxPrice(...)."));
        assertThat(new PriceCap(Optional.of(Money.usd("0")), true).check(UNKNOWN))
                .isEmpty();
    }

    @Test
    void a_price_in_another_currency_counts_as_unknown_under_a_cap() {
        assertThat(cap("100").check(known("0.01 EUR")))
                .hasValueSatisfying(failure -> assertThat(failure.message())
                        .isEqualTo("the price is in EUR, but the maximum price is 100.00 USD. Currencies are not"
                                + " converted."
                                + " Nothing was sent, nothing was billed.\n  Set the maximum price in EUR."));
        assertThat(new PriceCap(Optional.of(Money.usd("100")), true).check(known("1000 EUR")))
                .isEmpty();
    }

    @Test
    void allowing_unknown_prices_does_not_remove_the_cap() {
        assertThat(new PriceCap(Optional.of(Money.usd("1")), true).check(known("1.01")))
                .isPresent();
    }

    @Test
    void a_lower_bound_above_the_cap_fails_in_any_case() {
        PriceCap tolerant = new PriceCap(Optional.of(Money.usd("1")), true);
        assertThat(tolerant.check(atLeast("1.01 USD")))
                .hasValueSatisfying(failure -> assertThat(failure.message())
                        .contains(
                                "the order costs at least 1.01 USD, but the maximum price is 1.00 USD",
                                "at least 1.01 USD"));
        assertThat(tolerant.check(atLeast("1.00 USD"))).isEmpty();
        assertThat(tolerant.check(atLeast("7.00 EUR"))).isEmpty();
    }

    @Test
    void a_lower_bound_below_the_cap_counts_as_unknown() {
        assertThat(cap("100").check(atLeast("0.01 USD")))
                .hasValueSatisfying(failure -> assertThat(failure.message())
                        .contains("the price is at least 0.01 USD", "allowUnknownPrice()"));
    }
}
