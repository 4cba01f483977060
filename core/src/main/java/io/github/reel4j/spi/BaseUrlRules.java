package io.github.reel4j.spi;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * The rules for URLs to which an API key may be sent. Host names are not resolved: a host is loopback only by its
 * spelling.
 */
public final class BaseUrlRules {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private BaseUrlRules() {}

    /** Returns whether {@code host} is this machine. If so, plain http and local result URLs are allowed. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /**
     * Parses a URL and removes a trailing slash.
     *
     * @throws IllegalArgumentException if the URL is not {@linkplain #isAllowed allowed}
     */
    static URI parse(String text) {
        URI url = uri(text);
        if (!isAllowed(url)) {
            throw new IllegalArgumentException("the URL of a vendor must be https, or http on a loopback host");
        }
        return url;
    }

    private static URI uri(String text) {
        String trimmed = text.strip();
        return URI.create(trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed);
    }

    /** Returns {@code text} without user, password and query, which may contain secrets. */
    static String redacted(String text) {
        return text.replaceFirst("//.*@", "//***@").replaceFirst("\\?.*", "?***");
    }

    /**
     * Returns whether {@code text} is an https URL, or an http URL on a loopback host, without user, query and
     * fragment.
     *
     * @throws IllegalArgumentException if {@code text} is not a URI
     */
    public static boolean isAllowed(String text) {
        return isAllowed(uri(text));
    }

    private static boolean isAllowed(URI url) {
        String host = url.getHost();
        if (host == null
                || url.getUserInfo() != null
                || url.getPort() == 0
                || url.getPort() > 65535
                || url.getQuery() != null
                || url.getFragment() != null) {
            return false;
        }
        return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && isLoopback(host));
    }
}
