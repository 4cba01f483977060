package io.github.reel4j.provider.feign.http;

import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.ProviderConfig;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * How connections are opened and kept. Immutable.
 *
 * @param connectTimeout how long connecting takes at most, after the name is resolved; the deadline of a call may be
 *     earlier
 * @param idleTimeout how long an idle connection is kept at most; the server may ask for less
 * @param maxConnectionsPerHost how many connections to one host may be open
 * @param network the proxy, the TLS context and the application name
 * @param tls opens TLS connections
 */
public record ConnectionOptions(
        Duration connectTimeout,
        Duration idleTimeout,
        int maxConnectionsPerHost,
        NetworkOptions network,
        TlsConnector tls) {

    /** More than the 120 concurrent requests that a provider allows by default. */
    private static final int MAX_CONNECTIONS_PER_HOST = 128;

    /** The options of a client that sets none. */
    public static final ConnectionOptions DEFAULT = new ConnectionOptions(
            Duration.ofSeconds(10),
            ConnectionPool.MAX_IDLE_TIME,
            MAX_CONNECTIONS_PER_HOST,
            NetworkOptions.DEFAULT,
            TlsConnector.ofJvm());

    /**
     * Reads the options from the settings that are common to all providers: {@code reel4j.connect-timeout}, {@code
     * reel4j.idle-timeout}, {@code reel4j.max-connections-per-host}, {@code reel4j.ca-file} and {@code reel4j.proxy}.
     * The TLS context and the proxy selector of the network options have precedence over the last two.
     *
     * @throws io.github.reel4j.spi.InvalidSettingException if a setting is invalid
     */
    public static ConnectionOptions of(ProviderConfig config) {
        ProviderConfig common = config.common();
        return new ConnectionOptions(
                common.duration("connect-timeout", DEFAULT.connectTimeout()),
                common.duration("idle-timeout", DEFAULT.idleTimeout()),
                common.integer("max-connections-per-host").orElse(DEFAULT.maxConnectionsPerHost()),
                network(common),
                tls(common));
    }

    private static NetworkOptions network(ProviderConfig common) {
        return common.find(ConfiguredProxySelector.SETTING).isEmpty()
                ? common.network()
                : ConfiguredProxySelector.applied(common);
    }

    private static TlsConnector tls(ProviderConfig common) {
        Optional<SSLContext> context = common.network().sslContext();
        if (context.isPresent()) {
            return TlsConnector.of(context.get());
        }
        return common.find(CertificateFile.SETTING).isEmpty()
                ? DEFAULT.tls()
                : TlsConnector.trusting(CertificateFile.read(common).orElseThrow());
    }
}
