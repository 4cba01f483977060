package io.github.reel4j.provider.feign.download;

import io.github.reel4j.provider.feign.download.DownloadException.Reason;
import io.github.reel4j.provider.feign.http.HttpSyntax;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Checks whether a vendor's result link may be downloaded: it must be an absolute https URL to public IP addresses.
 *
 * <p>The host name is resolved once. All its addresses are checked, and the connection uses only these, so that a DNS
 * entry that changes after the check (DNS rebinding) has no effect.
 *
 * <p>What it proves depends on the way to the host. Without a proxy, the connection goes to a checked address. With a
 * proxy, the proxy is requested to connect to a checked address, not to the name, which holds if the proxy
 * obeys. With {@link DownloadDnsMode#PROXY}, the proxy gets the name and resolves it: then only the form of the
 * link and IP literals are checked, and the proxy's own rules must keep it away from internal hosts. In all cases TLS
 * verifies that the host has a certificate for the name of the link.
 */
public final class AddressGuard {

    /** Resolves a host name or IP literal to all its addresses. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * A URL that may be downloaded.
     *
     * @param addresses the checked addresses of its host. Connect only to these. Empty if the proxy resolves the name
     */
    record ResolvedUrl(URI uri, List<InetAddress> addresses) {}

    private static final int MAX_URL_CHARS = 8192;
    private static final String NOT_HTTPS = "the link is not an absolute https URL";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
    /** Names in the public DNS have a dot and no last label that starts with a digit, unlike all forms of literals. */
    private static final Pattern PUBLIC_NAME = Pattern.compile(".+\\.[A-Za-z][^.]*");

    private static final Pattern IPV6_LITERAL = Pattern.compile("\\[[0-9A-Fa-f:.]+]");

    private final boolean allowHttp;
    private final Predicate<InetAddress> isAllowed;
    private final Resolver resolver;

    AddressGuard(boolean allowHttp, Predicate<InetAddress> isAllowed, Resolver resolver) {
        this.allowHttp = allowHttp;
        this.isAllowed = isAllowed;
        this.resolver = resolver;
    }

    /**
     * Creates a guard with a resolver.
     *
     * @param allowLocal true only if the provider's own base URL is a loopback address: allows loopback addresses, also
     *     over http. Private addresses stay forbidden, because a server there may relay the responses of an external
     *     vendor
     */
    AddressGuard(boolean allowLocal, Resolver resolver) {
        this(
                allowLocal,
                address -> (allowLocal && address.isLoopbackAddress()) || PublicAddresses.contains(address),
                resolver);
    }

    /** Creates a guard that uses the resolver of the operating system. */
    public AddressGuard(boolean allowLocal) {
        this(allowLocal, InetAddress::getAllByName);
    }

    /**
     * Checks the syntax and resolves the name, which blocks as long as the resolver does.
     *
     * @throws DownloadException {@code BLOCKED_ADDRESS}, or {@code UNREACHABLE} if the name has no address
     */
    ResolvedUrl check(String link) throws DownloadException {
        URI uri = checkSyntax(link);
        List<InetAddress> addresses = resolve(uri.getHost());
        if (!addresses.stream().allMatch(isAllowed)) {
            throw rejected("the link leads to " + uri.getHost() + ", which is not on the public Internet");
        }
        if (!isHttps(uri) && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            throw rejected(NOT_HTTPS);
        }
        return new ResolvedUrl(uri, addresses);
    }

    /**
     * Checks a link whose name the proxy resolves. A host that is an IP literal is checked as by {@link #check}.
     *
     * @throws DownloadException {@code BLOCKED_ADDRESS}
     */
    ResolvedUrl checkWithoutLookup(String link) throws DownloadException {
        URI uri = checkSyntax(link);
        if (IPV6_LITERAL.matcher(uri.getHost()).matches() || isNumeric(uri.getHost())) {
            return check(link);
        }
        if (!isHttps(uri)) {
            throw rejected(NOT_HTTPS);
        }
        if (!PUBLIC_NAME.matcher(uri.getHost()).matches()) {
            throw rejected("the link leads to " + uri.getHost() + ", which is not on the public Internet");
        }
        return new ResolvedUrl(uri, List.of());
    }

    private static boolean isNumeric(String host) {
        return Character.isDigit(host.charAt(host.lastIndexOf('.') + 1));
    }

    private URI checkSyntax(String link) throws DownloadException {
        if (link.length() > MAX_URL_CHARS || !HttpSyntax.isRequestTarget(link)) {
            throw rejected("the link is too long or contains characters that no URL may contain");
        }
        URI uri = parse(link);
        if (!isHttps(uri) && !(allowHttp && "http".equalsIgnoreCase(uri.getScheme()))) {
            throw rejected(NOT_HTTPS);
        }
        if (uri.getRawUserInfo() != null) {
            throw rejected("the link contains a user name or a password");
        }
        String host = uri.getHost();
        if (host == null
                || !(NAME.matcher(host).matches() || IPV6_LITERAL.matcher(host).matches())) {
            throw rejected("the link has an invalid host");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw rejected("the link has an invalid port");
        }
        return uri;
    }

    private static boolean isHttps(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    private static URI parse(String link) throws DownloadException {
        try {
            return new URI(link);
        } catch (URISyntaxException | NumberFormatException e) {
            // No cause: it quotes the link, which may be signed. The JDK throws NumberFormatException for long numbers.
            throw rejected("the link is not a URL");
        }
    }

    private List<InetAddress> resolve(String host) throws DownloadException {
        try {
            List<InetAddress> addresses = List.of(resolver.resolve(host));
            if (!addresses.isEmpty()) {
                return addresses;
            }
        } catch (UnknownHostException e) {
            // Reported below.
        }
        throw new DownloadException(Reason.UNREACHABLE, "the name " + host + " could not be resolved");
    }

    private static DownloadException rejected(String sentence) {
        return new DownloadException(Reason.BLOCKED_ADDRESS, sentence);
    }
}
