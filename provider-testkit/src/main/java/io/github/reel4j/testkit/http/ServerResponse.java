package io.github.reel4j.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response of a simulator. Immutable, except that the body is not copied. */
public final class ServerResponse {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private ServerResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    /** Returns a response with this body, which is not copied. */
    public static ServerResponse of(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        return new ServerResponse(status, headers, body);
    }

    /** Returns a response with this body, encoded in UTF-8. */
    public static ServerResponse of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a response with the content type {@code application/json}. */
    public static ServerResponse json(int status, String body) {
        return of(status, "application/json", body);
    }

    /** Returns a copy with this header added, or replaced if the same name exists; names are case-sensitive here. */
    public ServerResponse header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServerResponse(status, more, body);
    }

    /** Returns a copy without this header; names are case-sensitive here. */
    public ServerResponse withoutHeader(String name) {
        Map<String, String> fewer = new LinkedHashMap<>(headers);
        fewer.remove(name);
        return new ServerResponse(status, fewer, body);
    }

    /** Returns a copy with another status. */
    public ServerResponse status(int other) {
        return new ServerResponse(other, headers, body);
    }

    /** Returns a copy with another body, which is not copied. */
    public ServerResponse body(byte[] other) {
        return new ServerResponse(status, headers, other);
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }

    /** Returns the headers, unmodifiable, without {@code Content-Length}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Returns the body itself, not a copy. */
    public byte[] body() {
        return body;
    }

    /** Returns status and size. */
    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
