package io.github.reel4j.testkit.simulator;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes raw bytes that a fault sends. */
final class RawResponseText {

    private static final Pattern HTTP = Pattern.compile("HTTP/1\\.[01] (\\d{3})[^\r]*\r\n(?s)(.*?)\r\n\r\n(.*)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d{1,12})");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type: *([^\r;]+)");

    private RawResponseText() {}

    /** Returns for example {@code 12 of 90,000 bytes of video/mp4, then the connection closes}. */
    static String of(String raw) {
        Matcher http = HTTP.matcher(raw);
        if (!http.matches()) {
            return count(raw.length()) + " that are not a complete HTTP response, then the connection closes";
        }
        Matcher length = LENGTH.matcher(http.group(2));
        Matcher type = TYPE.matcher(http.group(2));
        String sent = String.format(Locale.ROOT, "%,d", http.group(3).length());
        String announced = length.find()
                ? sent + " of " + count(Long.parseLong(length.group(1)))
                : count(http.group(3).length());
        return "HTTP " + http.group(1) + " with " + announced + (type.find() ? " of " + type.group(1) : "")
                + ", then the connection closes";
    }

    private static String count(long bytes) {
        return String.format(Locale.ROOT, "%,d bytes", bytes);
    }
}
