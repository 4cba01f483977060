package io.github.reel4j.provider.feign.download;

import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.ProviderConfig;
import java.util.Locale;

/**
 * Whether this machine or the proxy resolves the host names of download links, if a proxy is used: the setting
 * {@code reel4j.download-dns}.
 */
public enum DownloadDnsMode {
    /** This machine, which checks all addresses and lets the proxy connect only to these. The default. */
    LOCAL,
    /** The proxy, whose connections the {@link AddressGuard} cannot check. Without a proxy the same as local. */
    PROXY;

    /**
     * Reads the setting: {@code local} or {@code proxy}.
     *
     * @throws InvalidSettingException if it has another value
     */
    public static DownloadDnsMode of(ProviderConfig config) {
        return config.common()
                .read("download-dns", "local, proxy", DownloadDnsMode::parse)
                .orElse(LOCAL);
    }

    private static DownloadDnsMode parse(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "local" -> LOCAL;
            case "proxy" -> PROXY;
            default -> throw new IllegalArgumentException();
        };
    }
}
