package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections: resolves a host, connects directly or through a proxy, and runs the TLS handshake. Thread-safe.
 */
final class ConnectionFactory implements AutoCloseable {

    private final ConnectionOptions options;
    private final DnsResolver dnsResolver;
    private @Nullable ProxyConnector proxyConnector; // guarded by this; most programs have no proxy

    ConnectionFactory(ConnectionOptions options) {
        this(options, InetAddress::getAllByName);
    }

    ConnectionFactory(ConnectionOptions options, DnsResolver.Dns dns) {
        this.options = options;
        this.dnsResolver = new DnsResolver(dns);
    }

    /**
     * What a connection leads to.
     *
     * @param addresses returns the addresses for a direct connection
     * @param proxyTargets what a proxy is to connect to, see {@link ProxyConnector#connect}
     */
    record Destination(Addresses addresses, List<String> proxyTargets) {

        /** Returns the addresses of a host, at least 1. */
        interface Addresses {
            InetAddress[] get() throws IOException, InterruptedException;
        }
    }

    /** Returns the host of a call, whose name this machine resolves for a direct connection, or else the proxy. */
    Destination hostOf(RequestUrl.Endpoint endpoint, CallState call) {
        return new Destination(() -> dnsResolver.resolve(call), List.of(endpoint.host()));
    }

    /**
     * Returns a host of which only these addresses may be used.
     *
     * @param addresses if empty, the proxy resolves the name, and no direct connection is made
     */
    static Destination checked(RequestUrl.Endpoint endpoint, InetAddress[] addresses) {
        return new Destination(
                () -> {
                    if (addresses.length == 0) {
                        throw new IOException("the addresses were not checked, which a direct connection requires");
                    }
                    return addresses;
                },
                addresses.length == 0 ? List.of(endpoint.host()) : ProxyConnector.literalsOf(addresses));
    }

    /** Opens a connection over its route. After a failure the caller must close it. */
    void open(PooledConnection connection, Destination destination, CallState call)
            throws IOException, InterruptedException {
        Optional<ProxyServer> proxy = connection.route().proxy();
        if (proxy.isPresent()) {
            proxies().connect(connection, proxy.get(), destination.proxyTargets(), call);
            ProxyConnector.startTls(connection, proxy.get(), options.tls());
        } else {
            connect(
                    connection,
                    destination.addresses().get(),
                    connection.endpoint().port(),
                    call,
                    options.connectTimeout());
            connection.startTls(options.tls());
        }
        if (connection.hasUnexpectedData()) {
            throw new MalformedResponseException("came before the request was sent");
        }
    }

    /** Connects to one of these addresses, which are those of the endpoint or of a proxy. */
    private void connect(
            PooledConnection connection, InetAddress[] addresses, int port, CallState call, Duration timeout)
            throws IOException {
        List<InetSocketAddress> targets = new ArrayList<>(addresses.length);
        for (InetAddress address : addresses) {
            targets.add(new InetSocketAddress(address, port));
        }
        Duration remaining = Duration.ofNanos(Math.max(1, call.remainingNanos()));
        connection.connect(targets, remaining.compareTo(timeout) < 0 ? remaining : timeout);
    }

    private synchronized ProxyConnector proxies() {
        ProxyConnector proxies = proxyConnector;
        if (proxies == null) {
            proxies = new ProxyConnector(this::connect, dnsResolver, options.connectTimeout());
            proxyConnector = proxies;
        }
        return proxies;
    }

    /** Ends all waits for names. */
    @Override
    public void close() {
        dnsResolver.close();
    }
}
