package io.github.reel4j.provider.feign.http;

import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.PasswordAuthentication;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The user and the password for a proxy. {@code toString()} contains neither. Two objects are equal only if they are
 * the same. Immutable.
 */
final class ProxyCredentials {

    /** The maximum of SOCKS 5 (RFC 1929, section 2). */
    static final int MAX_BYTES = 255;

    private final String user;
    private final String password;

    /** Creates credentials. */
    ProxyCredentials(String user, String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * Requests the credentials from the default {@link Authenticator} of the JVM; empty if there is none, or it has
     * none for this proxy. An authenticator that throws counts as one that has none.
     *
     * @param protocol {@code http} or {@code SOCKS5}, as the JDK's own clients name them
     * @param scheme the scheme of the authentication
     */
    static Optional<ProxyCredentials> ofAuthenticator(ProxyServer proxy, String protocol, String scheme) {
        try {
            return Optional.ofNullable(Authenticator.requestPasswordAuthentication(
                            proxy.host(), null, proxy.port(), protocol, "proxy", scheme, null, RequestorType.PROXY))
                    .filter(found ->
                            found.getUserName() != null && !found.getUserName().contains(":"))
                    .map(ProxyCredentials::of);
        } catch (RuntimeException e) { // its text may contain the password
            return Optional.empty();
        }
    }

    private static ProxyCredentials of(PasswordAuthentication found) {
        return new ProxyCredentials(found.getUserName(), new String(found.getPassword()));
    }

    /** Returns the value of the header {@code Proxy-Authorization} for the scheme Basic in UTF-8 (RFC 7617). */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    byte[] userBytes() {
        return user.getBytes(StandardCharsets.UTF_8);
    }

    byte[] passwordBytes() {
        return password.getBytes(StandardCharsets.UTF_8);
    }

    String password() {
        return password;
    }

    @Override
    public String toString() {
        return "***";
    }
}
