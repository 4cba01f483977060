package io.github.reel4j.provider.feign.download;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The byte range in the header Content-Range of a 206 response (RFC 9110, 14.4). It must reach to the end of the file.
 *
 * @param first the offset of the first byte, from 0
 * @param end the offset after the last byte, which is the size of the file
 */
public record ContentRange(long first, long end) {

    private static final Pattern FORMAT = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /**
     * Parses the header; empty if it does not reach to the end of the file, or contradicts itself or
     * {@code Content-Length}.
     */
    public static Optional<ContentRange> of(Map<String, List<String>> headers, OptionalLong length) {
        Matcher range = FORMAT.matcher(String.join(",", headers.getOrDefault("Content-Range", List.of())));
        if (!range.matches()) {
            return Optional.empty();
        }
        long first = Long.parseLong(range.group(1));
        long end = Long.parseLong(range.group(2)) + 1;
        boolean reachesEnd = range.group(3).equals("*") || Long.parseLong(range.group(3)) == end;
        boolean fits = length.isEmpty() || length.getAsLong() == end - first;
        return reachesEnd && fits && first < end ? Optional.of(new ContentRange(first, end)) : Optional.empty();
    }
}
