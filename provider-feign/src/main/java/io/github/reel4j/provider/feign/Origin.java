package io.github.reel4j.provider.feign;

import java.net.URI;

/** Where connections lead. */
record Origin(boolean tls, String host, int port) {

    /** @param uri absolute, http or https, with a host */
    static Origin of(URI uri) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        String host = uri.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Origin(tls, bare, uri.getPort() >= 0 ? uri.getPort() : tls ? 443 : 80);
    }
}
