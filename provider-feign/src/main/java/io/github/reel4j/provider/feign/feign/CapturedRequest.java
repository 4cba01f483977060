package io.github.reel4j.provider.feign.feign;

import io.github.reel4j.model.WireRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that was built but not sent. {@link #toString} omits the URL and the header values, which may contain the
 * key.
 */
public final class CapturedRequest {

    private final String method;
    private final String url;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    CapturedRequest(String method, String url, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body.clone();
    }

    /** Returns the HTTP method. */
    public String method() {
        return method;
    }

    /** Returns the URL with its query. */
    public String url() {
        return url;
    }

    /** Returns the headers that would have been sent, in a map with case-insensitive names. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** Returns a copy of the body; empty if there is none. */
    byte[] body() {
        return body.clone();
    }

    /** Returns the body as text. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Converts the request to core's type. */
    public WireRequest toWireRequest() {
        Map<String, String> joined = new LinkedHashMap<>();
        headers.forEach((name, values) -> joined.put(name, String.join(", ", values)));
        return new WireRequest(method, URI.create(url), Collections.unmodifiableMap(joined), bodyText());
    }

    @Override
    public String toString() {
        return "CapturedRequest[" + method + ", headers " + headers.keySet() + ", " + body.length + " bytes]";
    }
}
