package io.github.reel4j.testkit.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came off the wire.
 *
 * @param method for example {@code POST}, as sent
 * @param target path and query as sent, still percent-encoded
 * @param path the decoded path
 * @param query the decoded query; of a repeated name the first value
 * @param headers the values in the order they came, under lower-case names
 * @param body decoded as UTF-8, empty if there was none; bytes that are no UTF-8 show as U+FFFD
 */
public record ReceivedRequest(
        String method,
        String target,
        String path,
        Map<String, String> query,
        Map<String, List<String>> headers,
        String body) {

    public ReceivedRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, whatever the case of the name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Method, target and size; no header, because headers hold keys. */
    @Override
    public String toString() {
        return method + " " + target + " (" + body.length() + " characters)";
    }
}
