package io.github.reel4j.provider.feign.http;

import java.net.SocketTimeoutException;
import java.time.Duration;

/** Thrown when no address of a host was connected in time. Immutable. */
final class ConnectTimeoutException extends SocketTimeoutException {

    private static final long serialVersionUID = 1L;

    private final Duration timeout;

    ConnectTimeoutException(Duration timeout, Throwable cause) {
        super("no connection in " + TransportFailures.format(timeout));
        this.timeout = timeout;
        initCause(cause);
    }

    /** Returns the time that was allowed for connecting. */
    Duration timeout() {
        return timeout;
    }
}
