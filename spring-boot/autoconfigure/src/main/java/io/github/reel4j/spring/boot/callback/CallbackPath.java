package io.github.reel4j.spring.boot.callback;

import io.github.reel4j.spring.boot.ReelProperties;
import java.net.URI;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The path at which callbacks are received. */
final class CallbackPath {

    private static final String PROPERTY = "reel4j.callback.path";

    private CallbackPath() {}

    /**
     * Returns the pattern of all callback URLs.
     *
     * @throws InvalidConfigurationPropertyValueException if the path is invalid, or no callbacks are requested
     */
    static String pattern(ReelProperties.Callback properties) {
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
        return path + "/**";
    }
}
