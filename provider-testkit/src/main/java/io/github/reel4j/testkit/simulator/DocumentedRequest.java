package io.github.reel4j.testkit.simulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * A request that the vendor's documents show, to tell people who sent another one what they may have meant.
 *
 * @param path with the path of the base URL
 * @param headers by name, in any case; a key is a placeholder
 * @param body a sample that the vendor accepts, empty if there is none
 */
public record DocumentedRequest(String method, String path, Map<String, String> headers, String body) {

    public DocumentedRequest {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** Method and path. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
