package io.github.reel4j.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP request from outside, as a web server passes it to the callback receiver.
 *
 * @param text the body, with one character for each byte
 */
record CallbackInput(String path, Map<String, List<String>> headers, String text) {

    byte[] body() {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Parses a line with the path, lines with headers, an empty line and the body. Missing parts are empty. */
    static CallbackInput of(String text) {
        int blank = text.indexOf("\n\n");
        String[] lines = (blank < 0 ? text : text.substring(0, blank)).split("\n", -1);
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = Math.max(0, lines[i].indexOf(':'));
            headers.computeIfAbsent(lines[i].substring(0, colon), name -> new ArrayList<>())
                    .add(lines[i].substring(colon).replaceFirst(": ?", ""));
        }
        return new CallbackInput(lines[0], headers, blank < 0 ? "" : text.substring(blank + 2));
    }
}
