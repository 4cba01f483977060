package io.github.reel4j.provider.feign.http;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;

/**
 * A proxy, and how to speak to it. Immutable.
 *
 * @param host a name or an IP literal without brackets
 * @param credentials those of the setting; if empty, the JVM's default {@link java.net.Authenticator} is requested
 */
record ProxyServer(Protocol protocol, String host, int port, Optional<ProxyCredentials> credentials) {

    /** The protocol that opens a tunnel. */
    enum Protocol {
        /** The method CONNECT (RFC 9110, section 9.3.6). */
        HTTP,
        /** SOCKS version 5 (RFC 1928). */
        SOCKS5
    }

    /**
     * Converts a proxy of a {@link java.net.ProxySelector}; empty for a direct connection.
     *
     * @throws IllegalArgumentException if the address has no host or no valid port
     */
    static Optional<ProxyServer> of(Proxy proxy) {
        if (proxy.type() == Proxy.Type.DIRECT) {
            return Optional.empty();
        }
        if (!(proxy.address() instanceof InetSocketAddress address) || address.getPort() == 0) {
            throw new IllegalArgumentException("a proxy needs a host and a port from 1 to 65535");
        }
        return Optional.of(new ProxyServer(
                proxy.type() == Proxy.Type.SOCKS ? Protocol.SOCKS5 : Protocol.HTTP,
                address.getHostString(),
                address.getPort(),
                Optional.empty()));
    }

    /** Returns the host with its port. */
    @Override
    public String toString() {
        return hostAndPort(host, port);
    }

    /** Returns {@code host:port}, with brackets around an IPv6 literal. */
    static String hostAndPort(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
