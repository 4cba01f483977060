package io.github.reel4j.provider.feign;

import io.github.reel4j.provider.feign.http.CallOptions;
import io.github.reel4j.spi.BaseUrlRules;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The base URL, key and timeouts of a vendor's API.
 *
 * @param urlSetting the setting that replaces the base URL, without the name of the vendor
 * @param key read for each call
 * @param credentials returns the headers that carry the key
 * @param submitOptions the options of paid calls
 * @param pollOptions the options of free calls
 * @param uploadOptions the options of uploads, which are free and long
 */
record VendorEndpoint(
        URI baseUrl,
        String urlSetting,
        Supplier<Optional<Secret>> key,
        Function<Secret, Map<String, String>> credentials,
        CallOptions submitOptions,
        CallOptions pollOptions,
        CallOptions uploadOptions) {

    private static final Duration SUBMIT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(5);

    /**
     * Reads the endpoint from the settings.
     *
     * @throws io.github.reel4j.spi.InvalidSettingException if a setting is invalid
     */
    static VendorEndpoint of(
            ProviderConfig config, String defaultUrl, Function<Secret, Map<String, String>> credentials) {
        return new VendorEndpoint(
                config.baseUrl(defaultUrl),
                "base-url",
                config::apiKey,
                credentials,
                CallOptions.nonIdempotent(config.duration("submit-timeout", SUBMIT_TIMEOUT)),
                CallOptions.idempotent(config.duration("poll-timeout", POLL_TIMEOUT)),
                CallOptions.idempotent(config.duration("upload-timeout", UPLOAD_TIMEOUT)));
    }

    /** Returns the headers of a call made now; empty without a key. */
    Map<String, String> headers() {
        return key.get().map(credentials).orElse(Map.of());
    }

    /** Returns a copy with another base URL, which another setting replaces. */
    VendorEndpoint at(URI otherUrl, String otherSetting) {
        return new VendorEndpoint(otherUrl, otherSetting, key, credentials, submitOptions, pollOptions, uploadOptions);
    }

    /** Returns a copy with a mask instead of the key. */
    VendorEndpoint redacted() {
        return new VendorEndpoint(
                baseUrl,
                urlSetting,
                () -> Optional.of(Secret.MASK),
                credentials,
                submitOptions,
                pollOptions,
                uploadOptions);
    }

    /** Returns whether the vendor is on this machine, by the spelling of its base URL. */
    boolean isLoopback() {
        return BaseUrlRules.isLoopback(baseUrl.getHost());
    }
}
