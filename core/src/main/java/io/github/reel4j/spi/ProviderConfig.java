package io.github.reel4j.spi;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.Timeline;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a provider is given when it is created: its own settings, checked as they are read, and time. Thread-safe. */
public final class ProviderConfig {

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final Pattern LENGTH = Pattern.compile("(\\d{1,7})(ms|s|m|h)");

    private final ProviderId provider;
    private final Settings settings;
    private final Timeline timeline;

    public ProviderConfig(ProviderId provider, Settings settings, Timeline timeline) {
        this.provider = provider;
        this.settings = settings;
        this.timeline = timeline;
    }

    public ProviderId provider() {
        return provider;
    }

    public Timeline timeline() {
        return timeline;
    }

    /**
     * The API key as it is now, setting {@code api-key}.
     *
     * @throws InvalidSettingException if it cannot travel in a header
     */
    public Optional<Secret> apiKey() {
        return read(
                "api-key",
                "printable ASCII without spaces",
                Secret::of,
                value -> Secret.complaint(value).isEmpty());
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
        return address("base-url").orElseGet(() -> URI.create(standard));
    }

    /**
     * An address, under the rules of {@link #baseUrl}.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<URI> address(String name) {
        return read(
                name,
                "an https address, or http on a loopback host, without user and query",
                VendorAddress::parse,
                VendorAddress::allowed);
    }

    /**
     * A time span such as {@code 500ms}, {@code 30s}, {@code 5m} or {@code PT30S}; more than nothing, at most a year.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Duration duration(String name, Duration standard) {
        return read(
                        name,
                        "a time span such as 500ms, 30s or 5m, more than 0, at most 365 days",
                        ProviderConfig::parseDuration,
                        value -> isTimeSpan(parseDuration(value)))
                .orElse(standard);
    }

    /**
     * An exact number above 0.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<BigDecimal> amount(String name) {
        return read(
                name, "a number above 0, for example 0.04", BigDecimal::new, value -> isAmount(new BigDecimal(value)));
    }

    /**
     * A whole number above 0, at most a billion.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<Integer> count(String name) {
        return read(
                name,
                "a whole number from 1 to 1000000000",
                Integer::valueOf,
                value -> Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 1_000_000_000);
    }

    /** Bounded both ways: written out, {@code 1e999999999} fills the memory. */
    private static boolean isAmount(BigDecimal number) {
        return number.signum() > 0 && number.precision() < 20 && Math.abs((long) number.scale()) < 20;
    }

    private <T> Optional<T> read(
            String name, String allowed, Function<String, T> parser, Function<String, Boolean> accepts) {
        return settings.find(provider.value(), name).map(found -> {
            try {
                if (accepts.apply(found.value())) {
                    return parser.apply(found.value());
                }
            } catch (IllegalArgumentException | DateTimeParseException e) {
                // told below, together with values that parse but are not accepted
            }
            String shown = name.endsWith("key") ? "***" : "'" + VendorAddress.masked(found.value()) + "'";
            throw new InvalidSettingException(provider + "." + name + " = " + shown + " (from " + found.place()
                    + ") cannot be used. Allowed: " + allowed + ".");
        });
    }

    /** What is longer than a clock can count in nanoseconds cannot be waited for. */
    private static boolean isTimeSpan(Duration span) {
        return !span.isZero() && !span.isNegative() && span.compareTo(LONGEST) <= 0;
    }

    private static Duration parseDuration(String text) {
        Matcher matcher = LENGTH.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Duration.parse(text);
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            default -> Duration.ofHours(count);
        };
    }
}
