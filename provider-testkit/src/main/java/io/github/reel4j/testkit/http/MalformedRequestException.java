package io.github.reel4j.testkit.http;

import java.io.IOException;

/** What came is no request this server reads; it is answered with {@link #status} and the connection ends. */
final class MalformedRequestException extends IOException {

    private static final long serialVersionUID = 1;

    private final int status;

    MalformedRequestException(int status, String reason) {
        super(reason);
        this.status = status;
    }

    int status() {
        return status;
    }
}
