package io.github.reel4j.spi;

import java.net.URI;
import java.util.regex.Pattern;

/** Judges where a key may be sent. Names are not looked up: only what is loopback by its spelling counts as loopback. */
public final class BaseUrlRules {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]|\\[0:0:0:0:0:0:0:1]");

    private BaseUrlRules() {}

    /** Whether {@code host} is this machine: then http and local results are allowed. */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    /** @throws IllegalArgumentException if it is not {@link #allowed} */
    static URI parse(String text) {
        URI address = uri(text);
        if (!isAllowed(address)) {
            throw new IllegalArgumentException("not the address of a vendor");
        }
        return address;
    }

    private static URI uri(String text) {
        String bare = text.strip();
        return URI.create(bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare);
    }

    /** Without what an address may carry of secrets: its user, its password and its query. */
    static String redacted(String text) {
        return text.replaceFirst("//.*@", "//***@").replaceFirst("\\?.*", "?***");
    }

    /** Whether {@code text} is an address of https, or of http on a loopback host, without user, query and fragment. */
    public static boolean allowed(String text) {
        return isAllowed(uri(text));
    }

    private static boolean isAllowed(URI address) {
        String host = address.getHost();
        if (host == null
                || address.getUserInfo() != null
                || address.getPort() == 0
                || address.getPort() > 65535
                || address.getQuery() != null
                || address.getFragment() != null) {
            return false;
        }
        return "https".equals(address.getScheme()) || ("http".equals(address.getScheme()) && isLoopback(host));
    }
}
