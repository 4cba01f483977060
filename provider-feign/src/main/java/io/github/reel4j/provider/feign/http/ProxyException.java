package io.github.reel4j.provider.feign.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if no tunnel through a proxy could be established, so that nothing was sent to the vendor. The message is one
 * sentence without a full stop. It contains the proxy's host and port, and neither its password nor any text of it.
 */
final class ProxyException extends IOException {

    private static final long serialVersionUID = 1L;

    /** What can be tried next. */
    enum ProxyFailureReason {
        /** No connection to the proxy: another proxy may work. */
        PROXY_UNREACHABLE,
        /** The proxy could not connect to this address: another address may work. */
        TARGET_UNREACHABLE,
        /** The proxy demands a user and a password. */
        AUTHENTICATION,
        /** Nothing. */
        OTHER
    }

    private final ProxyFailureReason reason;

    ProxyException(ProxyFailureReason reason, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
    }

    ProxyException(ProxyFailureReason reason, String sentence) {
        this(reason, sentence, null);
    }

    ProxyFailureReason reason() {
        return reason;
    }
}
