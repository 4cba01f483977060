package io.github.reel4j.testkit.http.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A client that sends exactly what it is told and reads whatever comes until the connection ends. */
public final class Wire {

    private static final int TIMEOUT_MILLIS = 10_000;

    /**
     * What came back.
     *
     * @param latin1 the body, a character for each byte
     */
    public record Response(int status, Map<String, String> headers, String latin1) {

        public String body() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        public byte[] bytes() {
            return latin1.getBytes(StandardCharsets.ISO_8859_1);
        }

        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private Wire() {}

    public static Response send(URI base, String method, String target, Map<String, String> headers, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        if (bytes.length > 0) {
            head.append("Content-Length: " + bytes.length + "\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        return parse(raw(base, head + new String(bytes, StandardCharsets.ISO_8859_1)));
    }

    /** Sends characters as bytes and gives every byte of the answer as a character. */
    public static String raw(URI base, String latin1) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(latin1.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    public static Response parse(String result) {
        int end = result.indexOf("\r\n\r\n");
        String[] lines = result.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.put(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(colon + 1).trim());
        }
        return new Response(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, result.substring(end + 4));
    }
}
