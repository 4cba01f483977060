package io.github.reel4j.spring.boot.callback;

import io.github.reel4j.spring.boot.ReelProperties;
import java.net.URI;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * The path at which callbacks are received.
 *
 * @param pattern matches all callback URLs
 */
record CallbackPath(String pattern) {

    private static final String PROPERTY = "reel4j.callback.path";

    /**
     * Reads the path from the properties.
     *
     * @throws InvalidConfigurationPropertyValueException if the path is invalid, or no callbacks are requested
     */
    static CallbackPath of(ReelProperties.Callback properties) {
        String path = String.valueOf(properties.path());
        if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
            throw new InvalidConfigurationPropertyValueException(
                    PROPERTY, path, "Allowed: a path such as /reel4j or /hooks/reel4j, without a slash at the end.");
        }
        URI base = properties.baseUrl();
        if (base == null) {
            throw new InvalidConfigurationPropertyValueException(
                    PROPERTY,
                    path,
                    "Vendors are not asked for callbacks, because reel4j.callback.base-url is not set. Set it to the"
                            + " URL at which vendors reach this path, for example https://shop.example.com" + path
                            + ".");
        }
        return new CallbackPath(path + "/**");
    }
}
