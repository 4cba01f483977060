package io.github.reel4j.model;

import java.net.URI;
import java.util.Map;

/**
 * An HTTP request as it would be sent, with the API key masked.
 *
 * @param headers the headers in the order in which they are sent
 * @param body the text of the body; empty if there is none
 */
public record WireRequest(String method, URI url, Map<String, String> headers, String body) {

    /** Returns the request without its body, which contains user content. */
    @Override
    public String toString() {
        return method + " " + url + " (" + body.length() + " characters)";
    }
}
