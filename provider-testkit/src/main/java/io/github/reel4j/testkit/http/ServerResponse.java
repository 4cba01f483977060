package io.github.reel4j.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer, complete before its first byte is sent. Immutable, but the body is not copied. */
public final class ServerResponse {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    private ServerResponse(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Collections.unmodifiableMap(headers);
        this.body = body;
    }

    public static ServerResponse of(int status, String contentType, byte[] body) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", contentType);
        return new ServerResponse(status, headers, body);
    }

    public static ServerResponse of(int status, String contentType, String body) {
        return of(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static ServerResponse json(int status, String body) {
        return of(status, "application/json", body);
    }

    /** This reply with one header added, or replaced if its name is there in the same case. */
    public ServerResponse header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ServerResponse(status, more, body);
    }

    /** This reply with another status. */
    public ServerResponse status(int other) {
        return new ServerResponse(other, headers, body);
    }

    /** This reply with another body and the same headers. */
    public ServerResponse body(byte[] other) {
        return new ServerResponse(status, headers, other);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    /** Status and size. */
    @Override
    public String toString() {
        return status + " (" + body.length + " bytes)";
    }
}
