package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reel4j.Samples;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderIntentTest {

    private static final Money LEAST = Money.usd("0.40");
    private static final Money MOST = Money.usd("2.00");

    @Test
    void one_price_is_both_ends() {
        ExpectedPrice price = ExpectedPrice.of(new Estimate.Known(LEAST, "flat", Samples.anchor("price")));
        assertThat(price).isEqualTo(new ExpectedPrice(Optional.of(LEAST), Optional.of(LEAST)));
        assertThat(price).hasToString("0.40 USD");
    }

    @Test
    void a_range_keeps_its_ends() {
        ExpectedPrice price = ExpectedPrice.of(new Estimate.Range(LEAST, MOST, "by length", Samples.anchor("price")));
        assertThat(price).isEqualTo(new ExpectedPrice(Optional.of(LEAST), Optional.of(MOST)));
        assertThat(price).hasToString("0.40 USD to 2.00 USD");
    }

    @Test
    void a_price_that_is_not_known_is_not_0() {
        ExpectedPrice price = ExpectedPrice.of(new Estimate.Unknown("no page says"));
        assertThat(price).isEqualTo(new ExpectedPrice(Optional.empty(), Optional.empty()));
        assertThat(price).hasToString("unknown");
    }

    @Test
    void half_a_price_is_none() {
        assertThatThrownBy(() -> new ExpectedPrice(Optional.of(LEAST), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExpectedPrice(Optional.empty(), Optional.of(MOST)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
