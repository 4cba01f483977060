package io.github.reel4j.provider.feign.http;

import java.util.Optional;

/**
 * How an endpoint is reached: directly or through a proxy. A connection is reused only for the same route. Immutable.
 *
 * @param proxy empty for a direct connection
 */
record ProxyRoute(RequestUrl.Endpoint endpoint, Optional<ProxyServer> proxy) {

    /** Returns the route without a proxy. */
    static ProxyRoute direct(RequestUrl.Endpoint endpoint) {
        return new ProxyRoute(endpoint, Optional.empty());
    }
}
