package io.github.reel4j.provider.feign.text;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes addresses well-formed that were written down as people read them, without a change to those that are. */
public final class UrlEscaper {

    private static final Pattern HOST = Pattern.compile("[A-Za-z]+://[^/?#]*");

    /** What is seen but not allowed (RFC 3986), a percent sign that escapes nothing, and all that is not ASCII but seen. */
    private static final Pattern INVALID_ESCAPE =
            Pattern.compile("[ \"<>\\\\^`{|}\\[\\]]|%(?![0-9A-Fa-f]{2})|[^\\x00-\\x7F\\p{C}\\p{Z}]");

    private UrlEscaper() {}

    /** Path, query and fragment with what is improper escaped as UTF-8. The host stays as it is. */
    public static String escape(String address) {
        Matcher host = HOST.matcher(address);
        if (!host.lookingAt()) {
            return address;
        }
        return address.substring(0, host.end())
                + INVALID_ESCAPE
                        .matcher(address.substring(host.end()))
                        .replaceAll(improper -> percentEncode(improper.group()));
    }

    private static String percentEncode(String character) {
        StringBuilder escaped = new StringBuilder(12);
        for (byte each : character.getBytes(StandardCharsets.UTF_8)) {
            escaped.append('%').append(String.format("%02X", each));
        }
        return escaped.toString();
    }
}
