package io.github.reel4j.provider.feign.http;

import feign.Request;
import feign.Request.HttpMethod;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Serializes requests. Head and body form one byte array, so that they are sent in one packet. */
public final class HttpRequestSerializer {

    /** Headers that are written here or never sent. */
    private static final Set<String> MANAGED_HEADERS = Set.of(
            "accept-encoding", "connection", "content-length", "expect", "host", "te", "transfer-encoding", "upgrade");

    private HttpRequestSerializer() {}

    /** Returns whether a header of the request is omitted, because it is written here or never sent. */
    public static boolean isManagedHeader(String header) {
        return MANAGED_HEADERS.contains(header.toLowerCase(Locale.ROOT));
    }

    /** Returns the bytes of a request whose {@code User-Agent} has neither a version nor an application name. */
    public static byte[] of(Request request, RequestUrl target) throws TransportException {
        return of(request, target, UserAgent.PRODUCT);
    }

    /**
     * Returns the bytes of a request.
     *
     * @param userAgent the value of the header {@code User-Agent}
     * @throws TransportException {@code NOT_SENT} if a header is invalid; the message omits its value
     */
    static byte[] of(Request request, RequestUrl target, String userAgent) throws TransportException {
        byte[] body = request.body() == null ? new byte[0] : request.body();
        StringBuilder head = new StringBuilder(512)
                .append(request.httpMethod().name())
                .append(' ')
                .append(target.path())
                .append(" HTTP/1.1\r\nHost: ")
                .append(target.authority())
                .append("\r\nUser-Agent: ")
                .append(userAgent)
                .append("\r\n");
        for (Map.Entry<String, Collection<String>> header : request.headers().entrySet()) {
            if (!isManagedHeader(header.getKey())) {
                append(head, header.getKey(), header.getValue());
            }
        }
        if (body.length > 0 || request.httpMethod() != HttpMethod.GET) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        byte[] bytes = new byte[head.length() + body.length];
        for (int at = 0; at < head.length(); at++) {
            bytes[at] = (byte) head.charAt(at); // only ASCII passes the checks
        }
        System.arraycopy(body, 0, bytes, head.length(), body.length);
        return bytes;
    }

    private static void append(StringBuilder head, String name, Collection<String> values) throws TransportException {
        if (!HttpSyntax.isToken(name)) {
            throw TransportException.notSent("a header name contains characters that HTTP does not allow", null);
        }
        for (String value : values) {
            if (!HttpSyntax.isFieldValue(value)) {
                throw TransportException.notSent(
                        "the value of the header " + name + " contains characters that HTTP does not allow", null);
            }
            head.append(name).append(": ").append(value).append("\r\n");
        }
    }
}
