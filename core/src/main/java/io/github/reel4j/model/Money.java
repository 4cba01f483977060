package io.github.reel4j.model;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount in one currency, exact. Amounts that differ only in trailing zeros are equal.
 *
 * @param amount zero or more
 */
public record Money(BigDecimal amount, Currency currency) {

    private static final Pattern TEXT = Pattern.compile("\\$?(\\d{1,12}(?:\\.\\d{1,9})?)(?: ?([A-Za-z]{3}))?");
    private static final Currency USD = Currency.getInstance("USD");

    /** @throws IllegalArgumentException if the amount is negative */
    public Money {
        Objects.requireNonNull(currency, "currency");
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("an amount of money is 0 or more, not " + amount.toPlainString());
        }
        BigDecimal exact = amount.stripTrailingZeros();
        amount = exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    public static Money usd(String amount) {
        return new Money(new BigDecimal(amount), USD);
    }

    /**
     * Reads {@code 0.50}, {@code $0.50}, {@code 0.50 USD} or {@code 0.50 EUR}; without a currency it is US dollars.
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
            throw notAPrice(text, ": " + code + " is not a currency");
        }
    }

    private static IllegalArgumentException notAPrice(String text, String why) {
        return new IllegalArgumentException(
                "'" + text + "' is not a price" + why + ". Allowed: for example 0.50, $0.50, 0.50 USD or 0.50 EUR.");
    }

    public Money times(BigDecimal factor) {
        return new Money(amount.multiply(factor), currency);
    }

    /**
     * Compares with a cap.
     *
     * @return whether this is more than {@code cap}
     * @throws IllegalArgumentException if the currencies differ: they are never converted
     */
    public boolean exceeds(Money cap) {
        if (!currency.equals(cap.currency)) {
            throw new IllegalArgumentException(
                    "cannot compare " + this + " with " + cap + ": currencies are not converted");
        }
        return amount.compareTo(cap.amount) > 0;
    }

    /** For example {@code 0.50 USD}: at least two decimals, more where the amount has them. */
    @Override
    public String toString() {
        return (amount.scale() < 2 ? amount.setScale(2) : amount).toPlainString() + " " + currency.getCurrencyCode();
    }
}
