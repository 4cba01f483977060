package io.github.reel4j.spi;

import java.net.ProxySelector;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * How the providers of one client reach the network. Immutable.
 *
 * @param proxySelector chooses the proxy of each connection; if empty, the setting {@code reel4j.proxy} does, or else
 *     the JVM's default selector
 * @param sslContext creates the TLS connections; if empty, the JVM's default context does
 * @param applicationName the name of the program in the header {@code User-Agent}: 1 to 100 letters, digits and {@code
 *     !#$%&'*+-.^_`|~/}, for example {@code invoice-service/2.1}
 */
public record NetworkOptions(
        Optional<ProxySelector> proxySelector, Optional<SSLContext> sslContext, Optional<String> applicationName) {

    /** HTTP's characters for products (RFC 9110, section 10.1.5), which include no space and no control character. */
    private static final Pattern APPLICATION_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~/-]{1,100}");

    /** The options of a client that sets none. */
    public static final NetworkOptions DEFAULT =
            new NetworkOptions(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException if the application name has another form
     */
    public NetworkOptions {
        if (applicationName
                .filter(name -> !APPLICATION_NAME.matcher(name).matches())
                .isPresent()) {
            throw new IllegalArgumentException("the application name is invalid. Allowed: 1 to 100 letters, digits and"
                    + " !#$%&'*+-.^_`|~/ (RFC 9110, section 10.1.5), for example invoice-service/2.1.");
        }
    }
}
