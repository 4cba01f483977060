package io.github.reel4j.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "0.50, 0.50 USD",
        "$0.50, 0.50 USD",
        "0.50 USD, 0.50 USD",
        "0.50usd, 0.50 USD",
        "0.5 EUR, 0.50 EUR",
        "0.085, 0.085 USD",
        "0, 0.00 USD",
        "'  $12 ', 12.00 USD",
        "100, 100.00 USD",
        "999999999999.999999999, 999999999999.999999999 USD",
    })
    void a_price_is_parsed_as_users_write_it(String text, String money) {
        assertThat(Money.parse(text)).hasToString(money);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "$",
                "-1",
                "1e3",
                "0,50",
                "1 000",
                "$1 EUR",
                " $1 EUR",
                "1 XQZ",
                "NaN",
                ".5",
                "5.",
                "1 US",
                "1234567890123",
                "0.0000000001",
                "EUR 1",
                "\u0661"
            })
    void an_invalid_price_is_rejected_with_examples(String text) {
        assertThatThrownBy(() -> Money.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + text + "' is not a price")
                .hasMessageEndingWith("Use for example 0.50, $0.50, 0.50 USD or 0.50 EUR.");
    }

    @Test
    void an_unknown_currency_code_is_named() {
        assertThatThrownBy(() -> Money.parse("1 xqz")).hasMessageContaining("XQZ is not an ISO 4217 currency code");
    }

    @Test
    void trailing_zeros_make_no_difference() {
        assertThat(Money.usd("0.50")).isEqualTo(Money.usd("0.5")).hasSameHashCodeAs(Money.usd("0.500"));
        assertThat(Money.usd("100")).isEqualTo(Money.usd("1e2"));
        assertThat(Money.usd("0.00")).isEqualTo(Money.usd("0"));
    }

    @Test
    void money_is_never_negative() {
        assertThatThrownBy(() -> Money.usd("-0.01"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("-0.01");
    }

    @Test
    void products_are_exact() {
        assertThat(Money.usd("0.017").times(new BigDecimal("3"))).hasToString("0.051 USD");
        assertThat(Money.usd("0.1").times(new BigDecimal("0.1"))).hasToString("0.01 USD");
    }

    @Test
    void a_cap_is_exceeded_only_by_more() {
        assertThat(Money.usd("0.50").exceeds(Money.usd("0.5"))).isFalse();
        assertThat(Money.usd("0.500000001").exceeds(Money.usd("0.5"))).isTrue();
        assertThat(Money.usd("0").exceeds(Money.usd("0"))).isFalse();
    }

    @Test
    void currencies_are_never_converted() {
        assertThatThrownBy(() -> Money.usd("1").exceeds(Money.parse("1 EUR")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1.00 USD")
                .hasMessageContaining("1.00 EUR");
    }
}
