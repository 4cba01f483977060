package io.github.reel4j.model;

import java.net.URI;
import java.util.Map;

/**
 * An HTTP request as it would go over the wire, its key masked.
 *
 * @param headers in the order in which they are sent
 * @param body text of the body, empty if there is none
 */
public record WireRequest(String method, URI url, Map<String, String> headers, String body) {

    /** Without its body, which is the order's content. */
    @Override
    public String toString() {
        return method + " " + url + " (" + body.length() + " characters)";
    }
}
