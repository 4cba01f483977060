package io.github.reel4j.testkit.simulator;

import java.util.Map;
import java.util.TreeMap;

/**
 * A sample request from the vendor's documents. Messages about rejected requests show the difference to the closest
 * sample. Immutable.
 *
 * @param method for example {@code POST}
 * @param path includes the path of the base URL
 * @param headers values by case-insensitive name; an API key is a placeholder
 * @param body a body that the vendor accepts; empty if there is none
 */
public record DocumentedRequest(String method, String path, Map<String, String> headers, String body) {

    public DocumentedRequest {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** Returns method and path. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
