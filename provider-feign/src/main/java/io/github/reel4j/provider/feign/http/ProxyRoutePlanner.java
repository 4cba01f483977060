package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.ProxyException.ProxyFailureReason;
import io.github.reel4j.provider.feign.http.RequestUrl.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides which proxies connections use: those of the program's selector, or else of the setting {@code reel4j.proxy},
 * or else of the JVM's default selector. Endpoints on this machine never use a proxy. Thread-safe if the selector is.
 */
final class ProxyRoutePlanner {

    private static final String ALLOWED = "It must return a proxy, or Proxy.NO_PROXY for a direct connection";

    private final Optional<ProxySelector> configured;

    /** @param configured the selector; if empty, the JVM's default at the time of each connection */
    ProxyRoutePlanner(Optional<ProxySelector> configured) {
        this.configured = configured;
    }

    /**
     * Returns the routes to an endpoint in the order in which they are to be tried, at least 1.
     *
     * @param addresses the addresses of the endpoint as far as known; empty if its name was not resolved
     * @throws ProxyException if the selector fails or returns something invalid
     */
    List<ProxyRoute> routes(Endpoint endpoint, InetAddress... addresses) throws ProxyException {
        if (isLoopback(endpoint.host()) || areLoopback(addresses)) { // before the selector is created
            return List.of(ProxyRoute.direct(endpoint));
        }
        @Nullable ProxySelector selector = configured.orElseGet(ProxySelector::getDefault);
        if (selector == null) {
            return List.of(ProxyRoute.direct(endpoint));
        }
        if (selector instanceof ConfiguredProxySelector setting) {
            return List.of(new ProxyRoute(endpoint, setting.server()));
        }
        List<ProxyRoute> routes = new ArrayList<>();
        for (Proxy proxy : select(selector, endpoint)) {
            routes.add(new ProxyRoute(endpoint, server(selector, proxy, endpoint)));
        }
        return routes;
    }

    private static List<Proxy> select(ProxySelector selector, Endpoint endpoint) throws ProxyException {
        @Nullable List<Proxy> proxies;
        try {
            proxies = selector.select(uri(endpoint));
        } catch (RuntimeException e) { // its text may contain a password
            throw failed(selector, "threw " + e.getClass().getName(), endpoint, "Correct it");
        }
        if (proxies == null || proxies.isEmpty()) {
            throw failed(selector, proxies == null ? "returned null" : "returned an empty list", endpoint, ALLOWED);
        }
        return proxies;
    }

    private static Optional<ProxyServer> server(ProxySelector selector, @Nullable Proxy proxy, Endpoint endpoint)
            throws ProxyException {
        if (proxy == null) {
            throw failed(selector, "returned a list that contains null", endpoint, ALLOWED);
        }
        try {
            return ProxyServer.of(proxy);
        } catch (IllegalArgumentException e) {
            throw failed(
                    selector,
                    "returned a proxy without a host and a port from 1 to 65535",
                    endpoint,
                    "It must return a host and a port");
        }
    }

    private static ProxyException failed(ProxySelector selector, String problem, Endpoint endpoint, String advice) {
        return new ProxyException(
                ProxyFailureReason.OTHER,
                "the ProxySelector " + selector.getClass().getName() + " " + problem + " for " + endpoint.host() + ". "
                        + advice);
    }

    /** Notifies the selector that no connection to a proxy could be made. */
    void connectFailed(ProxyRoute route, IOException failure) {
        @Nullable ProxySelector selector = configured.orElseGet(ProxySelector::getDefault);
        if (selector == null || route.proxy().isEmpty()) {
            return;
        }
        ProxyServer proxy = route.proxy().get();
        try {
            selector.connectFailed(
                    uri(route.endpoint()), InetSocketAddress.createUnresolved(proxy.host(), proxy.port()), failure);
        } catch (RuntimeException e) {
            // The failure of the connection is what is reported.
        }
    }

    /** Returns a URI without path and query, which may be secret. */
    private static URI uri(Endpoint endpoint) {
        try {
            return new URI(endpoint.tls() ? "https" : "http", null, endpoint.host(), endpoint.port(), "/", null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("invalid host", e);
        }
    }

    private static boolean areLoopback(InetAddress... addresses) {
        return addresses.length > 0 && Arrays.stream(addresses).allMatch(InetAddress::isLoopbackAddress);
    }

    /** Returns whether a host is this machine by its spelling; names are not resolved. Every call needs it. */
    private static boolean isLoopback(String host) {
        if (host.indexOf(':') < 0) {
            return isLoopbackAddress(host) || isLoopbackName(host.toLowerCase(Locale.ROOT));
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress(); // a literal: no lookup
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Returns whether a host is an IPv4 address of 127.0.0.0/8, also in a short form such as {@code 127.1}. */
    private static boolean isLoopbackAddress(String host) {
        if (!host.startsWith("127")) {
            return false;
        }
        for (int i = 3; i < host.length(); i++) {
            char next = host.charAt(i);
            if (next != '.' && (i == 3 || next < '0' || next > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLoopbackName(String name) {
        String absolute = name.endsWith(".") ? name : name + ".";
        return absolute.equals("localhost.") || absolute.endsWith(".localhost.");
    }
}
