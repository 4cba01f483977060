package io.github.reel4j.spring.boot;

import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.polling.AdaptivePollPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
        require(
                properties.maxSubmitAttempts() >= 1,
                "max-submit-attempts",
                properties.maxSubmitAttempts(),
                "1 or more");
        builder.maxSubmitAttempts(properties.maxSubmitAttempts());
        builder.waitTimeout(positive("wait-timeout", properties.waitTimeout()));
        applyPolls(builder);
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
        Duration window = positive("max-spend.window", properties.maxSpend().window());
        require(window.compareTo(MAX_WINDOW) <= 0, "max-spend.window", window, "more than 0, at most 366 days");
        Optional.ofNullable(properties.maxSpend().limit()).ifPresent(limit -> builder.maxSpend(limit, window));
    }

    private void applyPolls(VideoClientBuilder builder) {
        Duration initial = properties.poll().initial();
        Duration max = properties.poll().max();
        if (initial == null && max == null) {
            Duration mean = positive("poll.mean-interval", properties.poll().meanInterval());
            builder.pollPolicy(AdaptivePollPolicy.withMeanInterval(mean));
            return;
        }
        require(initial != null, "poll.max", max, "only together with reel4j.poll.initial, which is not set");
        require(max != null, "poll.initial", initial, "only together with reel4j.poll.max, which is not set");
        if (initial != null && max != null) {
            require(
                    positive("poll.initial", initial).compareTo(max) <= 0,
                    "poll.initial",
                    initial,
                    "at most reel4j.poll.max, which is " + max);
            builder.pollInterval(initial, max);
        }
    }

    private static Duration positive(String name, Duration value) {
        require(!value.isNegative() && !value.isZero(), name, value, "more than 0, for example 30s or 5m");
        return value;
    }

    private static void require(boolean allowed, String name, @Nullable Object value, String range) {
        if (!allowed) {
            throw new InvalidConfigurationPropertyValueException("reel4j." + name, value, "Allowed: " + range + ".");
        }
    }

    private static void valid(String name, Object value, Runnable setter) {
        try {
            setter.run();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException("reel4j." + name, value, e.getMessage() + ".");
        }
    }
}
