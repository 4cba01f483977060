package io.github.reel4j.provider.feign.http;

import java.io.IOException;

/**
 * Thrown when a response violates HTTP or exceeds a limit. The message is a predicate: it completes the sentence "the
 * response from HOST ...".
 */
public final class MalformedResponseException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception whose message is a predicate, such as "is not valid HTTP". */
    public MalformedResponseException(String predicate) {
        super(predicate);
    }

    String predicate() {
        return String.valueOf(getMessage());
    }
}
