package io.github.reel4j.provider.fal;

import io.github.reel4j.spi.BaseUrlRules;
import io.github.reel4j.spi.ProviderConfig;
import java.net.URI;
import java.util.Optional;

/**
 * The settings of fal: {@code store-io}, {@code no-retry} and {@code media-lifetime}, which are sent as headers of
 * every order. Further settings: {@code jwks-url} and {@code upload-base-url}.
 *
 * @param baseUrl the base URL of the queue API
 * @param storeIo 0 or 1: whether fal stores the order and its result
 * @param noRetry 1 if fal must not repeat an order that failed on its side
 * @param mediaLifetime after how many seconds fal deletes the video, as JSON
 */
record FalSettings(URI baseUrl, Optional<String> storeIo, Optional<String> noRetry, Optional<String> mediaLifetime) {

    static FalSettings read(ProviderConfig config) {
        return new FalSettings(
                config.baseUrl(FalProviderFactory.DEFAULT_URL),
                flag(config, "store-io"),
                flag(config, "no-retry").filter("1"::equals),
                config.integer("media-lifetime").map(time -> "{\"expiration_duration_seconds\":" + time + "}"));
    }

    /** Returns the URL of the public keys. A vendor on this machine has only one host. */
    String keysUrl() {
        String host = BaseUrlRules.isLoopback(baseUrl.getHost()) ? baseUrl.toString() : "https://rest.fal.ai";
        return host + "/.well-known/jwks.json";
    }

    private static Optional<String> flag(ProviderConfig config, String name) {
        return config.read(name, "true or false", value -> switch (value) {
            case "true" -> "1";
            case "false" -> "0";
            default -> throw new IllegalArgumentException();
        });
    }
}
