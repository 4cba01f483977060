package io.github.reel4j.model;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Encodes any text as printable ASCII: percent-encoded UTF-8. A lone surrogate has no UTF-8 form and becomes, for
 * example, {@code %uD800}, so that every vendor id survives a round trip unchanged.
 */
final class PercentEncodingCodec {

    private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");
    private static final Pattern ENCODED_SURROGATE = Pattern.compile("%u(D[89A-F][0-9A-F]{2})");

    private PercentEncodingCodec() {}

    static String encode(String text) {
        StringBuilder encoded = new StringBuilder();
        Matcher lone = LONE_SURROGATE.matcher(text);
        int done = 0;
        while (lone.find()) {
            encoded.append(utf8(text.substring(done, lone.start())));
            encoded.append(String.format("%%u%04X", (int) text.charAt(lone.start())));
            done = lone.end();
        }
        return encoded.append(utf8(text.substring(done))).toString();
    }

    /**
     * Decodes a text that {@link #encode} returned.
     *
     * @throws IllegalArgumentException if {@code encoded} is malformed
     */
    static String decode(String encoded) {
        StringBuilder text = new StringBuilder();
        Matcher lone = ENCODED_SURROGATE.matcher(encoded);
        int done = 0;
        while (lone.find()) {
            text.append(URLDecoder.decode(encoded.substring(done, lone.start()), StandardCharsets.UTF_8));
            text.append((char) Integer.parseInt(lone.group(1), 16));
            done = lone.end();
        }
        return text.append(URLDecoder.decode(encoded.substring(done), StandardCharsets.UTF_8))
                .toString();
    }

    private static String utf8(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
