package io.github.reel4j.spi;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.port.Scheduler;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/**
 * The configuration of one provider: its validated settings, the network options and the scheduler. Settings are read
 * again on every call. Thread-safe.
 */
public final class ProviderConfig {

    private static final ProviderId COMMON = ProviderId.of("reel4j");

    private final ProviderId provider;
    private final Settings settings;
    private final Scheduler scheduler;
    private final NetworkOptions network;

    /** Creates the configuration of {@code provider} with {@link NetworkOptions#DEFAULT}. */
    public ProviderConfig(ProviderId provider, Settings settings, Scheduler scheduler) {
        this(provider, settings, scheduler, NetworkOptions.DEFAULT);
    }

    /** Creates the configuration of {@code provider}. */
    public ProviderConfig(ProviderId provider, Settings settings, Scheduler scheduler, NetworkOptions network) {
        this.provider = provider;
        this.settings = settings;
        this.scheduler = scheduler;
        this.network = network;
    }

    /** Returns the settings that are common to all providers; their names start with {@code reel4j.}. */
    public ProviderConfig common() {
        return new ProviderConfig(COMMON, settings, scheduler, network);
    }

    /** Returns how the provider reaches the network. */
    public NetworkOptions network() {
        return network;
    }

    /** Returns the provider whose settings these are. */
    public ProviderId provider() {
        return provider;
    }

    /** Returns the source of time and threads. */
    public Scheduler scheduler() {
        return scheduler;
    }

    /**
     * Returns the current API key, setting {@code api-key}; empty if it is not set.
     *
     * @throws InvalidSettingException if the key is not printable ASCII without spaces
     */
    public Optional<Secret> apiKey() {
        return read("api-key", "printable ASCII without spaces", Secret::of);
    }

    /** Returns a setting as text; empty if it is not set. */
    public Optional<String> text(String name) {
        Optional<Settings.Found> found = find(name);
        return found.isPresent() ? Optional.of(found.get().value()) : Optional.empty();
    }

    /** Returns a setting as text with its source; empty if it is not set. */
    public Optional<Settings.Found> find(String name) {
        return settings.find(provider.value(), name);
    }

    /** Returns the places where a setting is looked up, for messages about a setting that is not set. */
    public String lookupPath(String name) {
        return settings.lookupPath(provider.value(), name);
    }

    /**
     * Returns the base URL of the vendor, setting {@code base-url}: https, or http on a loopback host, without user,
     * query and fragment.
     *
     * @param defaultUrl the documented base URL, which is used if the setting is not set
     * @throws InvalidSettingException if the setting has another form
     */
    public URI baseUrl(String defaultUrl) {
        return url("base-url").orElseGet(() -> URI.create(defaultUrl));
    }

    /**
     * Returns a setting as a URL, under the rules of {@link #baseUrl}; empty if it is not set.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<URI> url(String name) {
        return read(
                name,
                "an https URL, or http on a loopback host, without user, query and fragment",
                BaseUrlRules::parse);
    }

    /**
     * Returns a setting as a duration, for example {@code 500ms}, {@code 30s}, {@code 5m} or {@code PT30S}: more than
     * 0, at most 365 days.
     *
     * @param defaultValue the value if the setting is not set
     * @throws InvalidSettingException if the setting has another form
     */
    public Duration duration(String name, Duration defaultValue) {
        return find(name).isEmpty() // most settings are not set, and a program starts faster without their parsers
                ? defaultValue
                : read(
                                name,
                                "a duration such as 500ms, 30s or 5m, more than 0, at most 365 days",
                                DurationParser::parse)
                        .orElse(defaultValue);
    }

    /**
     * Returns a setting as an exact number above 0; empty if it is not set.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<BigDecimal> amount(String name) {
        return read(name, "a number above 0, for example 0.04", ProviderConfig::positive);
    }

    /**
     * Returns a setting as a whole number from 1 to 1,000,000,000; empty if it is not set.
     *
     * @throws InvalidSettingException if the setting has another form
     */
    public Optional<Integer> integer(String name) {
        return find(name).isEmpty()
                ? Optional.empty()
                : read(name, "a whole number from 1 to 1000000000", ProviderConfig::positiveInteger);
    }

    private static int positiveInteger(String text) {
        int number = Integer.parseInt(text);
        require(number >= 1 && number <= 1_000_000_000);
        return number;
    }

    /** Limits precision and scale, because {@code 1e999999999} would exhaust the memory when written out. */
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

    /**
     * Returns a setting of the provider's own form, parsed; empty if it is not set.
     *
     * @param name without the provider, for example {@code region}
     * @param allowed the allowed values, for the message
     * @param parser throws {@link IllegalArgumentException} or {@link DateTimeParseException} for an invalid value
     * @throws InvalidSettingException if the value is invalid
     */
    public <T> Optional<T> read(String name, String allowed, Function<String, T> parser) {
        Optional<Settings.Found> found = settings.find(provider.value(), name);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String value = found.get().value();
        try {
            return Optional.of(parser.apply(value));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            // The cause is omitted, because it quotes the value.
            String shown = name.endsWith("key") ? "***" : "'" + BaseUrlRules.redacted(value) + "'";
            throw new InvalidSettingException(provider + "." + name + " = " + shown + " (from "
                    + found.get().source() + ") is invalid. Allowed: " + allowed + ". Nothing was sent.");
        }
    }
}
