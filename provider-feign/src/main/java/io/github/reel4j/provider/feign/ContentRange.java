package io.github.reel4j.provider.feign;

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
 * @param total the size of the whole file, if it is told
 */
record ContentRange(long first, OptionalLong total) {

    private static final Pattern FORM = Pattern.compile("bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\\*)");

    /** Only one that reaches to the end of the file: nothing else is asked for. */
    static Optional<ContentRange> of(Map<String, List<String>> headers) {
        Matcher range = FORM.matcher(String.join(",", headers.getOrDefault("Content-Range", List.of())));
        if (!range.matches()) {
            return Optional.empty();
        }
        long last = Long.parseLong(range.group(2));
        OptionalLong total =
                range.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(range.group(3)));
        return total.isPresent() && total.getAsLong() != last + 1
                ? Optional.empty()
                : Optional.of(new ContentRange(Long.parseLong(range.group(1)), total));
    }
}
