package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.TransportException;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * What a request's URL comes to: where to connect, and what to ask for there.
 *
 * @param authority for the {@code Host} header
 * @param path with the query
 */
public record RequestTarget(Endpoint endpoint, String authority, String path) {

    /** Where connections lead. */
    public record Endpoint(boolean tls, String host, int port) {}

    /**
     * Parses a URL.
     *
     * @throws TransportException {@code NOT_SENT} if it is invalid; the message omits the URL, which may hold a secret
     */
    public static RequestTarget of(String url) throws TransportException {
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
                return new RequestTarget(endpoint, uri.getPort() >= 0 ? host + ":" + uri.getPort() : host, target);
            }
        } catch (URISyntaxException | NumberFormatException e) {
            // Told below: the JDK's own message quotes the URL.
        }
        throw TransportException.notSent("the request has no valid URL", null);
    }
}
