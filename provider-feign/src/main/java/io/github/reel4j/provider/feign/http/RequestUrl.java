package io.github.reel4j.provider.feign.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A parsed request URL: the endpoint to connect to, and the path to request there. Immutable.
 *
 * @param authority the value of the {@code Host} header
 * @param path the path with its query
 */
public record RequestUrl(Endpoint endpoint, String authority, String path) {

    /** The scheme, host and port to connect to. */
    public record Endpoint(boolean tls, String host, int port) {

        // Written out, because generated methods are linked at run time, which delays the first request of a program.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Endpoint that && tls == that.tls && port == that.port && host.equals(that.host);
        }

        @Override
        public int hashCode() {
            return 31 * host.hashCode() + 2 * port + (tls ? 1 : 0);
        }
    }

    /**
     * Parses a URL.
     *
     * @throws TransportException {@code NOT_SENT} if it is invalid; the message omits the URL, which may hold a secret
     */
    public static RequestUrl of(String url) throws TransportException {
        try {
            URI uri = new URI(url);
            boolean tls = "https".equalsIgnoreCase(uri.getScheme());
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
            if (uri.getHost() != null
                    && (tls || "http".equalsIgnoreCase(uri.getScheme()))
                    && HttpSyntax.isRequestTarget(target)) {
                String host = uri.getHost();
                boolean bracketed = host.startsWith("[");
                Endpoint endpoint = new Endpoint(
                        tls,
                        bracketed ? host.substring(1, host.length() - 1) : host,
                        uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80);
                return new RequestUrl(endpoint, uri.getPort() >= 0 ? host + ":" + uri.getPort() : host, target);
            }
        } catch (URISyntaxException | NumberFormatException e) {
            // Reported below without a cause: the JDK's message quotes the URL.
        }
        throw TransportException.notSent("the request has no valid URL", null);
    }

    /** A bounded cache of parsed URLs without a query, because a vendor has only a handful of them. Thread-safe. */
    static final class Cache {

        private static final int MAX_ENTRIES = 64;

        private final Map<String, RequestUrl> entries = new ConcurrentHashMap<>();

        RequestUrl of(String url) throws TransportException {
            RequestUrl cached = entries.get(url);
            if (cached != null) {
                return cached;
            }
            RequestUrl target = RequestUrl.of(url);
            // A URL with a query seldom comes again.
            if (entries.size() < MAX_ENTRIES && !url.contains("?")) {
                entries.put(url, target);
            }
            return target;
        }
    }
}
