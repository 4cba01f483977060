package io.github.reel4j.model;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An exact amount of money in one currency. Amounts that differ only in trailing zeros are equal. Immutable.
 *
 * @param amount the amount, 0 or more
 */
public record Money(BigDecimal amount, Currency currency) {

    private static final Pattern TEXT = Pattern.compile("\\$?(\\d{1,12}(?:\\.\\d{1,9})?)(?: ?([A-Za-z]{3}))?");
    private static final Currency USD = Currency.getInstance("USD");

    /**
     * Creates an amount of money.
     *
     * @throws IllegalArgumentException if {@code amount} is negative
     */
    public Money {
        Objects.requireNonNull(currency, "currency");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("amount must be 0 or more, but is " + amount.toPlainString());
        }
        BigDecimal exact = amount.stripTrailingZeros();
        amount = exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    /**
     * Returns an amount of US dollars.
     *
     * @param amount a decimal number, for example {@code 0.50}
     * @throws NumberFormatException if {@code amount} is not a number
     * @throws IllegalArgumentException if {@code amount} is negative
     */
    public static Money usd(String amount) {
        return new Money(new BigDecimal(amount), USD);
    }

    /**
     * Parses {@code 0.50}, {@code $0.50}, {@code 0.50 USD} or {@code 0.50 EUR}. The default currency is US dollars.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static Money parse(String text) {
        String bare = text.strip();
        Matcher matcher = TEXT.matcher(bare);
        if (!matcher.matches() || (matcher.group(2) != null && bare.startsWith("$"))) {
            throw notAPrice(text, "");
        }
        BigDecimal amount = new BigDecimal(matcher.group(1));
        return matcher.group(2) == null
                ? new Money(amount, USD)
                : new Money(amount, currency(text, matcher.group(2).toUpperCase(Locale.ROOT)));
    }

    private static Currency currency(String text, String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException e) {
            throw notAPrice(text, ": " + code + " is not an ISO 4217 currency code");
        }
    }

    private static IllegalArgumentException notAPrice(String text, String reason) {
        return new IllegalArgumentException(
                "'" + text + "' is not a price" + reason + ". Use for example 0.50, $0.50, 0.50 USD or 0.50 EUR.");
    }

    /**
     * Returns this amount multiplied by {@code factor}, without rounding.
     *
     * @throws IllegalArgumentException if {@code factor} is negative
     */
    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    /**
     * Returns whether this amount is greater than {@code cap}.
     *
     * @throws IllegalArgumentException if the currencies differ, because amounts are never converted
     */
    public boolean exceeds(Money cap) {
        if (!currency.equals(cap.currency)) {
            throw new IllegalArgumentException(
                    "cannot compare " + this + " with " + cap + " because currencies are not converted");
        }
        return amount.compareTo(cap.amount) > 0;
    }

    /** Returns the amount and the currency code, for example {@code 0.50 USD}, with at least 2 decimals. */
    @Override
    public String toString() {
        return (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString() + " " + currency.getCurrencyCode();
    }
}
