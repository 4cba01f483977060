package io.github.reel4j.spi;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.Scheduler;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** What a provider is given when it is created: its own settings, checked as they are read, and time. Thread-safe. */
public final class ProviderConfig {

    private final ProviderId provider;
    private final Settings settings;
    private final Scheduler scheduler;

    public ProviderConfig(ProviderId provider, Settings settings, Scheduler scheduler) {
        this.provider = provider;
        this.settings = settings;
        this.scheduler = scheduler;
    }

    public ProviderId provider() {
        return provider;
    }

    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * The API key as it is now, setting {@code api-key}.
     *
     * @throws InvalidSettingException if it cannot travel in a header
     */
    public Optional<Secret> apiKey() {
        return read("api-key", "printable ASCII without spaces", Secret::of);
    }

    /** A setting as text. */
    public Optional<String> text(String name) {
        return settings.find(provider.value(), name).map(Settings.Found::value);
    }

    /**
     * The vendor's address, setting {@code base-url}: https, or http on a loopback host; no query, no user.
     *
     * @param standard the vendor's documented address
     * @throws InvalidSettingException if the setting has another form
     */
    public URI baseUrl(String standard) {
        return url("base-url").orElseGet(() -> URI.create(standard));
    }

    /**
     * An address, under the rules of {@link #baseUrl}.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<URI> url(String name) {
        return read(name, "an https address, or http on a loopback host, without user and query", BaseUrlRules::parse);
    }

    /**
     * A time span such as {@code 500ms}, {@code 30s}, {@code 5m} or {@code PT30S}; more than nothing, at most a year.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Duration duration(String name, Duration standard) {
        return read(name, "a time span such as 500ms, 30s or 5m, more than 0, at most 365 days", DurationParser::parse)
                .orElse(standard);
    }

    /**
     * An exact number above 0.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<BigDecimal> amount(String name) {
        return read(name, "a number above 0, for example 0.04", ProviderConfig::positive);
    }

    /**
     * A whole number above 0, at most a billion.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<Integer> integer(String name) {
        return read(name, "a whole number from 1 to 1000000000", ProviderConfig::positiveInteger);
    }

    private static int positiveInteger(String text) {
        int number = Integer.parseInt(text);
        require(number >= 1 && number <= 1_000_000_000);
        return number;
    }

    /** Bounded both ways: written out, {@code 1e999999999} fills the memory. */
    private static BigDecimal positive(String text) {
        BigDecimal number = new BigDecimal(text);
        require(number.signum() > 0 && number.precision() < 20 && Math.abs((long) number.scale()) < 20);
        return number;
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException();
        }
    }

    /** @param parser throws {@link IllegalArgumentException} or {@link DateTimeParseException} for what is not allowed */
    private <T> Optional<T> read(String name, String allowed, Function<String, T> parser) {
        Optional<Settings.Found> found = settings.find(provider.value(), name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String value = found.get().value();
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // Told without the cause, which quotes the value.
            String shown = name.endsWith("key") ? "***" : "'" + BaseUrlRules.redacted(value) + "'";
            throw new InvalidSettingException(provider + "." + name + " = " + shown + " (from "
                    + found.get().source() + ") cannot be used. Allowed: " + allowed + ".");
        }
    }
}
