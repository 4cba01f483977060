package io.github.reel4j.cli;

import io.github.reel4j.model.Money;
import io.github.reel4j.model.SpendLimit;
import io.github.reel4j.spi.DurationParser;
import java.time.Duration;
import java.util.Optional;

/** Parses the value of {@code --max-spend}: an amount and a period, for example {@code 5 USD/24h}. */
final class SpendLimitParser {

    private static final int MAX_DAY_DIGITS = 3;

    private SpendLimitParser() {}

    /**
     * Parses for example {@code 5 USD/24h}, {@code $5/1h} or {@code 100 EUR/30d}.
     *
     * @throws IllegalArgumentException if {@code text} has another form, or the period is out of range
     */
    static SpendLimit parse(String text) {
        int slash = text.indexOf('/');
        Optional<Duration> window = slash < 0 ? Optional.empty() : window(text.substring(slash + 1));
        if (window.isEmpty()) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a spend limit. Allowed: an amount, '/' and a period with s, m, h or d, for example"
                    + " '5 USD/24h', '$5/1h' or '100 EUR/30d'.");
        }
        return new SpendLimit(Money.parse(text.substring(0, slash)), window.get());
    }

    private static Optional<Duration> window(String text) {
        String period = text.strip();
        return period.matches("\\d{1," + MAX_DAY_DIGITS + "}d")
                ? Optional.of(Duration.ofDays(Long.parseLong(period.substring(0, period.length() - 1))))
                : DurationParser.ofUnits(period);
    }
}
