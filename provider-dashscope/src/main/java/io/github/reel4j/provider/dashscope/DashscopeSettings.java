package io.github.reel4j.provider.dashscope;

import io.github.reel4j.spi.ProviderConfig;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of DashScope.
 *
 * @param region setting {@code region}: the names of the models, and the base URL unless {@code base-url} is set;
 *     {@code beijing}, the default, or {@code singapore}
 * @param currency setting {@code currency}: that of the account's bills, {@code CNY}, the default, or {@code USD}
 * @param faceCheck setting {@code face-check}: whether pictures of speech-to-video orders are checked before the
 *     order, which is billed; {@code false} by default
 * @param workspace setting {@code workspace}: the workspace that every request names; empty for none
 */
record DashscopeSettings(Region region, Currency currency, boolean faceCheck, Optional<String> workspace) {

    /** A region of the vendor, which has its own keys. */
    enum Region {
        BEIJING,
        SINGAPORE
    }

    static DashscopeSettings read(ProviderConfig config) {
        String region = setting(config, "region", "beijing", "beijing|singapore", "beijing, singapore");
        String workspace = setting(config, "workspace", "", "[A-Za-z0-9_-]{0,64}", "up to 64 of A-Z a-z 0-9 - _");
        return new DashscopeSettings(
                Region.valueOf(region.toUpperCase(Locale.ROOT)),
                Currency.getInstance(setting(config, "currency", "CNY", "CNY|USD", "CNY, USD")),
                setting(config, "face-check", "false", "true|false", "true, false")
                        .equals("true"),
                Optional.of(workspace).filter(id -> !id.isEmpty()));
    }

    /** Returns the documented base URL of the region. */
    String baseUrl() {
        return "https://dashscope" + (region == Region.BEIJING ? "" : "-intl") + ".aliyuncs.com/api/v1";
    }

    /** Returns the headers of every request. */
    Map<String, String> headers(String authorization) {
        return workspace
                .map(id -> Map.of("Authorization", authorization, "X-DashScope-WorkSpace", id))
                .orElseGet(() -> Map.of("Authorization", authorization));
    }

    private static String setting(
            ProviderConfig config, String name, String defaultValue, String allowed, String allowedText) {
        return config.read(name, allowedText, value -> {
                    if (!value.matches(allowed)) {
                        throw new IllegalArgumentException();
                    }
                    return value;
                })
                .orElse(defaultValue);
    }
}
