package io.github.reel4j.testkit.http.server;

import io.github.reel4j.testkit.http.ReceivedRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the requests of one connection. */
final class RequestReader {

    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private int headLeft;

    RequestReader(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Returns the next request; empty if the client closed the connection between two requests. */
    Optional<ReceivedRequest> next() throws IOException {
        headLeft = MAX_HEAD;
        Optional<String> first = line();
        while (first.isPresent() && first.get().isEmpty()) {
            first = line();
        }
        if (first.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = first.get().split(" ", -1);
        if (parts.length != 3 || !parts[2].startsWith("HTTP/1.")) {
            throw new MalformedRequestException(400, "Not an HTTP/1.1 request line: " + first.get());
        }
        Map<String, List<String>> headers = headers();
        return Optional.of(request(parts[0], parts[1], headers, body(headers)));
    }

    private static ReceivedRequest request(String method, String target, Map<String, List<String>> headers, byte[] body)
            throws MalformedRequestException {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        try {
            Map<String, String> query = mark < 0 ? Map.of() : query(target.substring(mark + 1));
            // '+' is a plus sign in a path and a space in a query
            String plain = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
            String text = new String(body, StandardCharsets.UTF_8);
            return new ReceivedRequest(method, target, plain, query, headers, text, ByteBuffer.wrap(body));
        } catch (IllegalArgumentException e) {
            throw new MalformedRequestException(400, "Broken percent-encoding in " + target);
        }
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            query.putIfAbsent(
                    URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return query;
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (String line = requiredLine(); !line.isEmpty(); line = requiredLine()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new MalformedRequestException(400, "Not a header: " + line);
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).trim());
        }
        return headers;
    }

    private byte[] body(Map<String, List<String>> headers) throws IOException {
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        boolean chunked = headers.containsKey("transfer-encoding");
        if (lengths.isEmpty() && !chunked) {
            return new byte[0];
        }
        if ((chunked && !lengths.isEmpty()) || lengths.size() > 1) {
            throw new MalformedRequestException(400, "The length of the body is given more than once");
        }
        if (headers.getOrDefault("expect", List.of()).contains("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }
        return chunked ? chunks() : exactly(size(lengths.get(0), 10));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            headLeft = MAX_HEAD;
            String line = requiredLine();
            int semicolon = line.indexOf(';');
            int size = size(semicolon < 0 ? line : line.substring(0, semicolon), 16);
            if (size == 0) {
                while (!requiredLine().isEmpty()) {
                    // trailers are ignored
                }
                return body.toByteArray();
            }
            body.write(exactly(size));
            if (body.size() > MAX_BODY) {
                throw new MalformedRequestException(413, "Body over " + MAX_BODY + " bytes");
            }
            requiredLine();
        }
    }

    private static int size(String text, int radix) throws MalformedRequestException {
        try {
            long size = Long.parseLong(text.trim(), radix);
            if (size > MAX_BODY) {
                throw new MalformedRequestException(413, "Body over " + MAX_BODY + " bytes");
            }
            if (size >= 0) {
                return (int) size;
            }
        } catch (NumberFormatException e) {
            // rejected below, like a negative size
        }
        throw new MalformedRequestException(400, "Not a size: " + text);
    }

    private byte[] exactly(int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("The body ended after " + bytes.length + " of " + size + " bytes");
        }
        return bytes;
    }

    private String requiredLine() throws IOException {
        return line().orElseThrow(() -> new EOFException("The request ended in its head"));
    }

    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return Optional.empty();
            }
            if (--headLeft < 0) {
                throw new MalformedRequestException(431, "Head over " + MAX_HEAD + " bytes");
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        return Optional.of(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
