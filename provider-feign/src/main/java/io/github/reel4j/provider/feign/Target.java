package io.github.reel4j.provider.feign;

import java.net.URI;
import java.net.URISyntaxException;

/**
 * What a request's URL comes to: where to connect, and what to ask for there.
 *
 * @param authority for the {@code Host} header
 * @param path with the query
 */
record Target(Origin origin, String authority, String path) {

    /** Where connections lead. */
    record Origin(boolean tls, String host, int port) {}

    /** @throws TransportException {@code NOT_SENT}, without the URL: it may hold a secret */
    static Target of(String url) throws TransportException {
        try {
            URI uri = new URI(url);
            boolean tls = "https".equalsIgnoreCase(uri.getScheme());
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            String target = uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
            if (uri.getHost() != null && (tls || "http".equalsIgnoreCase(uri.getScheme())) && Ascii.isVisible(target)) {
                String host = uri.getHost();
                boolean bracketed = host.startsWith("[");
                Origin origin = new Origin(
                        tls,
                        bracketed ? host.substring(1, host.length() - 1) : host,
                        uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80);
                return new Target(origin, uri.getPort() >= 0 ? host + ":" + uri.getPort() : host, target);
            }
        } catch (URISyntaxException | NumberFormatException e) {
            // Told below: the JDK's own message quotes the URL.
        }
        throw TransportException.notSent("the request has no valid URL", null);
    }
}
