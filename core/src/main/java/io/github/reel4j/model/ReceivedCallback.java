package io.github.reel4j.model;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that somebody, perhaps a vendor, made to our callback address: as it came, and not to be believed. Immutable and
 * thread-safe.
 */
public final class ReceivedCallback {

    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * @param headers by their names, in any case; a name that is null, as some libraries give the request line, is left out, and so are
     *     values that are null
     */
    public ReceivedCallback(Map<@Nullable String, @Nullable List<@Nullable String>> headers, byte[] body) {
        Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> {
            if (name != null && values != null) {
                byName.put(name, values.stream().filter(Objects::nonNull).toList());
            }
        });
        this.headers = Collections.unmodifiableMap(byName);
        this.body = body.clone();
    }

    /** The values of a header, whatever the case of its name, in the order they came. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /** The value of a header; empty if it is missing, or came more than once, for then nobody can tell which one counts. */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** All headers, under names whose case does not matter. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** The bytes that a signature is made over. */
    public byte[] body() {
        return body.clone();
    }

    /** The body as UTF-8; what is none becomes U+FFFD. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The size only: headers and body may hold secrets. */
    @Override
    public String toString() {
        return "callback of " + body.length + " bytes";
    }
}
