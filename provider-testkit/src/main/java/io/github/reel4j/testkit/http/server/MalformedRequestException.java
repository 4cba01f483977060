package io.github.reel4j.testkit.http.server;

import java.io.IOException;

/** A request is malformed or too large. The server responds with {@link #status} and closes the connection. */
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
