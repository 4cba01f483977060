package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.http.CallOptions;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where a vendor is called, as whom, and within what time.
 *
 * @param key read anew for each call
 * @param credentials the headers that carry the key
 */
record VendorEndpoint(
        URI baseUrl,
        Supplier<Optional<Secret>> key,
        Function<Secret, Map<String, String>> credentials,
        CallOptions submitDeadline,
        CallOptions pollDeadline) {

    private static final Duration SUBMIT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(30);

    /**
     * Reads the endpoint from the settings.
     *
     * @throws io.github.reel4j.spi.InvalidSettingException if a setting cannot be used
     */
    static VendorEndpoint of(
            ProviderConfig config, String defaultUrl, Function<Secret, Map<String, String>> credentials) {
        return new VendorEndpoint(
                config.baseUrl(defaultUrl),
                config::apiKey,
                credentials,
                CallOptions.nonIdempotent(config.duration("submit-timeout", SUBMIT_TIMEOUT)),
                CallOptions.idempotent(config.duration("poll-timeout", POLL_TIMEOUT)));
    }

    /** The headers of a call made now; none without a key. */
    Map<String, String> headers() {
        return key.get().map(credentials).orElse(Map.of());
    }

    /** The same with a mask in place of the key. */
    VendorEndpoint redacted() {
        return new VendorEndpoint(baseUrl, () -> Optional.of(Secret.MASK), credentials, submitDeadline, pollDeadline);
    }
}
