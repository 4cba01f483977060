package io.github.reel4j.spring.boot;

import io.github.reel4j.VideoClientBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Applies the properties to the builder of the client. */
final class PropertiesClientBuilderCustomizer {

    private static final Duration MAX_WINDOW = Duration.ofDays(366);

    private final ReelProperties properties;

    PropertiesClientBuilderCustomizer(ReelProperties properties) {
        this.properties = properties;
    }

    /**
     * Changes {@code builder}.
     *
     * @throws InvalidConfigurationPropertyValueException if a value is out of range
     */
    void customize(VideoClientBuilder builder) {
        Optional.ofNullable(properties.maxPrice()).ifPresent(builder::maxPrice);
        applyMaxSpend(builder);
        if (properties.allowUnknownPrice()) {
            builder.allowUnknownPrice();
        }
        PropertyRange.require(
                properties.maxSubmitAttempts() >= 1,
                "max-submit-attempts",
                properties.maxSubmitAttempts(),
                "1 or more");
        builder.maxSubmitAttempts(properties.maxSubmitAttempts());
        builder.waitTimeout(PropertyRange.positive("wait-timeout", properties.waitTimeout()));
        builder.pollPolicy(properties.poll().policy());
        String name = properties.applicationName();
        if (name != null) {
            valid("application-name", name, () -> builder.applicationName(name));
        }
        URI callbacks = properties.callback().baseUrl();
        if (callbacks != null) {
            valid("callback.base-url", callbacks, () -> builder.callbackUrl(callbacks));
        }
        if (!properties.requireKey()) {
            builder.allowMissingKey();
        }
    }

    private void applyMaxSpend(VideoClientBuilder builder) {
        Duration window =
                PropertyRange.positive("max-spend.window", properties.maxSpend().window());
        PropertyRange.require(
                window.compareTo(MAX_WINDOW) <= 0, "max-spend.window", window, "more than 0, at most 366 days");
        Optional.ofNullable(properties.maxSpend().limit()).ifPresent(limit -> builder.maxSpend(limit, window));
    }

    private static void valid(String name, Object value, Runnable setter) {
        try {
            setter.run();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException("reel4j." + name, value, e.getMessage() + ".");
        }
    }
}
