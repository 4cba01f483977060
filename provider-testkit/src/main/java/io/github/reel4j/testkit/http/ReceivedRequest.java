package io.github.reel4j.testkit.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request that a simulator received. Immutable, except for the lists of header values.
 *
 * @param method for example {@code POST}, as sent
 * @param target path and query as sent, still percent-encoded
 * @param path the decoded path
 * @param query the decoded query parameters; for a repeated name the first value
 * @param headers values by lower-case name, in the order of arrival
 * @param body decoded as UTF-8; empty if there was none; malformed bytes become U+FFFD
 * @param content the bytes of the body, read-only
 */
public record ReceivedRequest(
        String method,
        String target,
        String path,
        Map<String, String> query,
        Map<String, List<String>> headers,
        String body,
        ByteBuffer content) {

    public ReceivedRequest {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        content = content.asReadOnlyBuffer();
    }

    /** Creates a request whose body is text in UTF-8. */
    public ReceivedRequest(
            String method,
            String target,
            String path,
            Map<String, String> query,
            Map<String, List<String>> headers,
            String body) {
        this(method, target, path, query, headers, body, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns the bytes of the body, from the first one. */
    @Override
    public ByteBuffer content() {
        return content.duplicate();
    }

    /** Returns the first value of a header; the name is case-insensitive. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** Returns method, target and size, but no headers, because they contain API keys. */
    @Override
    public String toString() {
        return method + " " + target + " (" + body.length() + " characters)";
    }
}
