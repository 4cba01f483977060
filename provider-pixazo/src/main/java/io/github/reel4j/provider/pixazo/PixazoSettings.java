package io.github.reel4j.provider.pixazo;

import io.github.reel4j.spi.ProviderConfig;
import java.util.regex.Pattern;

/**
 * The settings of Pixazo for animate orders: {@code animate-submit-path}, {@code animate-image-field} and
 * {@code animate-video-field}. No document states their values. The default path is guessed from the paths of similar
 * models; the default field names are guessed from the service that Pixazo calls.
 */
record PixazoSettings(String animatePath, String imageField, String videoField) {

    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_]{1,64}");

    static PixazoSettings read(ProviderConfig config) {
        return new PixazoSettings(
                setting(
                        config,
                        "animate-submit-path",
                        "/wan-2-2-animate-api-524/v1/wan-2-2-animate-api-request",
                        PATH,
                        "a path that begins with / and has no query and no . or .. segment"),
                setting(config, "animate-image-field", "image_url", NAME, "the name of a JSON field"),
                setting(config, "animate-video-field", "video_url", NAME, "the name of a JSON field"));
    }

    private static String setting(
            ProviderConfig config, String name, String defaultValue, Pattern allowed, String allowedText) {
        return config.read(name, allowedText, value -> {
                    if (!allowed.matcher(value).matches()) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                })
                .orElse(defaultValue);
    }
}
