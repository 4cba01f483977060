package io.github.reel4j.provider.feign.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Escapes invalid characters in URLs, and leaves valid URLs unchanged. */
public final class InvalidUrlCharacterEscaper {

    private static final Pattern HOST = Pattern.compile("[A-Za-z]+://[^/?#]*");

    /**
     * Visible characters that RFC 3986 forbids, percent signs without 2 hex digits, and visible non-ASCII characters.
     */
    private static final Pattern INVALID =
            Pattern.compile("[ \"<>\\\\^`{|}\\[\\]]|%(?![0-9A-Fa-f]{2})|[^\\x00-\\x7F\\p{C}\\p{Z}]");

    private InvalidUrlCharacterEscaper() {}

    /** Escapes invalid characters in path, query and fragment as UTF-8. The host is unchanged. */
    public static String escape(String url) {
        Matcher host = HOST.matcher(url);
        if (!host.lookingAt()) {
            return url;
        }
        return url.substring(0, host.end())
                + INVALID.matcher(url.substring(host.end())).replaceAll(invalid -> percentEncode(invalid.group()));
    }

    private static String percentEncode(String character) {
        StringBuilder escaped = new StringBuilder(12);
        for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
            escaped.append('%').append(String.format("%02X", each));
        }
        return escaped.toString();
    }
}
