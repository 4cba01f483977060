package io.github.reel4j.provider.feign;

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
record VendorAccess(
        URI baseUrl,
        Supplier<Optional<Secret>> key,
        Function<Secret, Map<String, String>> credentials,
        CallOptions submitDeadline,
        CallOptions pollDeadline) {

    private static final Duration SUBMIT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(30);

    /** @throws io.github.reel4j.spi.InvalidSettingException if a setting cannot be used */
    static VendorAccess of(
            ProviderConfig config, String standardUrl, Function<Secret, Map<String, String>> credentials) {
        return new VendorAccess(
                config.baseUrl(standardUrl),
                config::apiKey,
                credentials,
                CallOptions.once(config.duration("submit-timeout", SUBMIT_TIMEOUT)),
                CallOptions.repeatable(config.duration("poll-timeout", POLL_TIMEOUT)));
    }

    /** The headers of a call made now; none without a key. */
    Map<String, String> headers() {
        return key.get().map(credentials).orElse(Map.of());
    }

    /** The same with a mask in place of the key. */
    VendorAccess masked() {
        return new VendorAccess(baseUrl, () -> Optional.of(Secret.MASK), credentials, submitDeadline, pollDeadline);
    }
}
