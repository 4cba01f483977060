package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.http.ProxyException.ProxyFailureReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens a tunnel through an HTTP proxy with the method CONNECT (RFC 9110, section 9.3.6), and authenticates with the
 * scheme Basic if there are credentials. It reads the head of the response, at most 8192 bytes, and never a body.
 * Messages contain nothing of the response but its status.
 */
final class HttpConnect {

    private static final int MAX_HEAD_BYTES = 8192;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] (\\d{3})( .*)?");
    private static final String CHALLENGE = "proxy-authenticate:";
    private static final Pattern BASIC = Pattern.compile("[:,]\\s*basic\\b");
    private static final Set<Integer> TARGET_STATUSES = Set.of(502, 503, 504);

    private HttpConnect() {}

    /**
     * Opens the tunnel.
     *
     * @param target the host that the proxy is to connect to: a name, or an IP literal without brackets
     */
    static void open(ProxyHandshakeChannel channel, String target, int port, Optional<ProxyCredentials> credentials)
            throws ProxyException {
        String authority = ProxyServer.hostAndPort(target, port);
        channel.write(("CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n"
                        + credentials
                                .map(each -> "Proxy-Authorization: " + each.basic() + "\r\n")
                                .orElse("")
                        + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        int budget = MAX_HEAD_BYTES;
        while (true) {
            String head = readHead(channel, budget);
            budget -= head.length();
            Matcher statusLine = STATUS_LINE.matcher(head.lines().findFirst().orElse(""));
            if (!statusLine.matches()) {
                throw channel.failure("does not speak HTTP; check its port and scheme in reel4j.proxy");
            }
            int status = Integer.parseInt(statusLine.group(1));
            if (status >= 200 && status < 300) {
                channel.finish();
                return;
            }
            if (status >= 200) {
                throw rejected(channel, status, authority, head, credentials.isPresent());
            }
        }
    }

    /** Reads up to and including the empty line. */
    private static String readHead(ProxyHandshakeChannel channel, int max) throws ProxyException {
        StringBuilder head = new StringBuilder();
        int lineLength = 0;
        while (head.length() < max) {
            char next = (char) channel.read();
            head.append(next);
            if (head.length() == "HTTP/".length() && !"HTTP/".contentEquals(head)) {
                throw channel.failure("does not speak HTTP; check its port and scheme in reel4j.proxy");
            }
            if (next == '\n') {
                if (lineLength == 0) {
                    return head.toString();
                }
                lineLength = 0;
            } else if (next != '\r') {
                lineLength++;
            }
        }
        throw channel.failure("sent a response head of more than " + MAX_HEAD_BYTES + " bytes");
    }

    private static ProxyException rejected(
            ProxyHandshakeChannel channel, int status, String authority, String head, boolean authenticated) {
        String prefix = "responded with HTTP " + status;
        if (status == 407) {
            return credentialsDemanded(channel, prefix, challenges(head), authenticated);
        }
        if (TARGET_STATUSES.contains(status)) {
            return channel.failure(
                    ProxyFailureReason.TARGET_UNREACHABLE,
                    prefix + ": it could not connect to " + authority + "; check the proxy's own network and DNS");
        }
        return channel.failure(prefix + " and opened no tunnel to " + authority
                + "; allow this host at the proxy, or set another reel4j.proxy");
    }

    /** The reason is {@code AUTHENTICATION} only if the proxy offers Basic: nothing else may be sent a password. */
    private static ProxyException credentialsDemanded(
            ProxyHandshakeChannel channel, String prefix, List<String> challenges, boolean authenticated) {
        String demand = prefix
                + (authenticated
                        ? ": it does not accept the user and password; check them in reel4j.proxy"
                        : ": it demands a user and a password; set reel4j.proxy=http://USER:PASSWORD@HOST:PORT");
        if (challenges.isEmpty()) {
            return channel.failure(demand + ". Its response names no authentication method: check the proxy, too");
        }
        return challenges.stream().anyMatch(line -> BASIC.matcher(line).find())
                ? channel.failure(ProxyFailureReason.AUTHENTICATION, demand)
                : channel.failure(prefix + ": it offers no authentication that reel4j supports; enable Basic at the"
                        + " proxy, or set another reel4j.proxy");
    }

    /** Returns the lines in which the proxy says which authentication it supports. */
    private static List<String> challenges(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith(CHALLENGE))
                .toList();
    }
}
