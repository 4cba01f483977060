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
 * Decides whether a link that a vendor gave may be fetched from this machine: absolute https to a public address.
 *
 * <p>A name is resolved once. Every address that it has is checked, and the connection goes to one of those and never asks for the
 * name again, so a name that changes its address in between leads nowhere else.
 */
public final class AddressGuard {

    /** Resolves a name or a literal to all its addresses. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * A link that may be fetched.
     *
     * @param addresses those of its host that were checked, at least one; to connect to these and to no other
     */
    record ResolvedUrl(URI uri, List<InetAddress> addresses) {}

    private static final int MAX_URL_CHARS = 8192;
    private static final String NOT_HTTPS = "the link is not an absolute https URL";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?");
    private static final Pattern IPV6_LITERAL = Pattern.compile("\\[[0-9A-Fa-f:.]+]");

    private final boolean allowHttp;
    private final Predicate<InetAddress> allowedHosts;
    private final Resolver resolver;

    AddressGuard(boolean allowHttp, Predicate<InetAddress> allowed, Resolver resolver) {
        this.allowHttp = allowHttp;
        this.allowedHosts = allowed;
        this.resolver = resolver;
    }

    /**
     * @param allowLocal true only if the provider's own base URL is loopback: allows this machine, also by http. Its neighbours are
     *     not allowed even then, for what listens there may hand on the words of a vendor outside
     */
    AddressGuard(boolean allowLocal, Resolver resolver) {
        this(
                allowLocal,
                address -> (allowLocal && address.isLoopbackAddress()) || PublicAddresses.contains(address),
                resolver);
    }

    public AddressGuard(boolean allowLocal) {
        this(allowLocal, InetAddress::getAllByName);
    }

    /**
     * Checks the form and resolves the name, which can block as long as the system's resolver does.
     *
     * @throws DownloadException {@code REFUSED_ADDRESS}, or {@code UNREACHABLE} if the name has no address
     */
    ResolvedUrl check(String link) throws DownloadException {
        URI uri = checkForm(link);
        List<InetAddress> addresses = resolve(uri.getHost());
        if (!addresses.stream().allMatch(allowedHosts)) {
            throw rejected("the link leads to " + uri.getHost() + ", which is not on the public Internet");
        }
        if (!isHttps(uri) && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            throw rejected(NOT_HTTPS);
        }
        return new ResolvedUrl(uri, addresses);
    }

    private URI checkForm(String link) throws DownloadException {
        if (link.length() > MAX_URL_CHARS || !HttpSyntax.isRequestTarget(link)) {
            throw rejected("the link is too long or holds characters that no URL may hold");
        }
        URI uri = parse(link);
        if (!isHttps(uri) && !(allowHttp && "http".equalsIgnoreCase(uri.getScheme()))) {
            throw rejected(NOT_HTTPS);
        }
        if (uri.getRawUserInfo() != null) {
            throw rejected("the link holds a user name or a password");
        }
        String host = uri.getHost();
        if (host == null
                || !(NAME.matcher(host).matches() || IPV6_LITERAL.matcher(host).matches())) {
            throw rejected("the link names no proper host");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw rejected("the link names no proper port");
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
            // No cause: it quotes the link, which may be signed. The JDK lets numbers escape that are too long for it.
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
            // Told below.
        }
        throw new DownloadException(Reason.UNREACHABLE, "the name " + host + " could not be resolved");
    }

    private static DownloadException rejected(String sentence) {
        return new DownloadException(Reason.BLOCKED_ADDRESS, sentence);
    }
}
