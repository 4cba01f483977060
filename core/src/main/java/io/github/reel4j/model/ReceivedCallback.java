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
 * An HTTP request that was received at the callback URL. Anyone may have sent it, so its content is not trusted.
 * Immutable and thread-safe.
 */
public final class ReceivedCallback {

    private final Map<String, List<String>> headers;
    private final byte[] body;

    /**
     * Creates a callback with copies of its headers and body.
     *
     * @param headers the header values by name; names are not case-sensitive. Entries with a null name or null values
     *     are ignored, because some HTTP libraries store the request line under null
     * @param body the bytes of the body
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

    /** Returns the values of a header in the order received; empty if it is missing. The name is not case-sensitive. */
    public List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    /**
     * Returns the value of a header; empty if it is missing or occurs more than once. The name is not case-sensitive.
     */
    public Optional<String> header(String name) {
        List<String> values = headers(name);
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Returns all headers in an unmodifiable map whose keys are not case-sensitive. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** Returns a copy of the bytes of the body. Signatures are computed over these bytes. */
    public byte[] body() {
        return body.clone();
    }

    /** Returns the body decoded as UTF-8. Malformed input becomes U+FFFD. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the size of the body only, because headers and body may contain secrets. */
    @Override
    public String toString() {
        return "callback of " + body.length + " bytes";
    }
}
