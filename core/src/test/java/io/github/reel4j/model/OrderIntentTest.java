package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderIntentTest {

    private static final Money MIN = Money.usd("0.40");
    private static final Money MAX = Money.usd("2.00");

    @Test
    void an_exact_price_is_both_ends() {
        ExpectedPrice price = ExpectedPrice.of(new Estimate.Known(MIN, "flat", SampleRequests.anchor("price")));
        assertThat(price).isEqualTo(new ExpectedPrice(Optional.of(MIN), Optional.of(MIN)));
        assertThat(price).hasToString("0.40 USD");
    }

    @Test
    void a_range_keeps_its_ends() {
        ExpectedPrice price =
                ExpectedPrice.of(new Estimate.Range(MIN, MAX, "by length", SampleRequests.anchor("price")));
        assertThat(price).isEqualTo(new ExpectedPrice(Optional.of(MIN), Optional.of(MAX)));
        assertThat(price).hasToString("0.40 USD to 2.00 USD");
    }

    @Test
    void an_unknown_price_is_not_0() {
        ExpectedPrice price = ExpectedPrice.of(new Estimate.Unknown("no page says"));
        assertThat(price).isEqualTo(new ExpectedPrice(Optional.empty(), Optional.empty()));
        assertThat(price).hasToString("unknown");
    }

    @Test
    void a_price_with_only_one_end_is_rejected() {
        assertThatThrownBy(() -> new ExpectedPrice(Optional.of(MIN), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpectedPrice(Optional.empty(), Optional.of(MAX)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
