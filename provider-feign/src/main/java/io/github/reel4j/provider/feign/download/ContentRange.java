package io.github.reel4j.provider.feign.download;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which part of a file a 206 brings (RFC 9110, 14.4).
 *
 * @param first the place of its first byte, from 0
 * @param end the place behind its last byte, which is the size of the file: nothing but its end is asked for
 */
public record ContentRange(long first, long end) {

    private static final Pattern FORM = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /** Only one that reaches to the end of the file, and does not contradict itself or {@code Content-Length}. */
    public static Optional<ContentRange> of(Map<String, List<String>> headers, OptionalLong length) {
        Matcher range = FORM.matcher(String.join(",", headers.getOrDefault("Content-Range", List.of())));
        if (!range.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(range.group(1));
        long end = Long.parseLong(range.group(2)) + 1;
        boolean whole = range.group(3).equals("*") || Long.parseLong(range.group(3)) == end;
        boolean fits = length.isEmpty() || length.getAsLong() == end - first;
        return whole && fits && first < end ? Optional.of(new ContentRange(first, end)) : Optional.empty();
    }
}
