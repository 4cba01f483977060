package io.github.reel4j.provider.feign.feign;

import io.github.reel4j.model.WireRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request that was built and not sent. Its text form leaves out the URL and the header values: they may hold the key. */
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

    public String method() {
        return method;
    }

    /** In full, with its query. */
    public String url() {
        return url;
    }

    /** In the order of the names, whose case does not matter; the values as they would have been sent. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /** A copy; empty if there was none. */
    byte[] body() {
        return body.clone();
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The whole request, for people. */
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
