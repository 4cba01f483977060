package io.github.reel4j.provider.feign;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges a status and its headers, whose names know no case, before any of the body is read. */
final class ReplyHead {

    static final int MAX_HEADER_CHARS = 64 * 1024;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private ReplyHead() {}

    static Optional<UnusableReply> fault(int status, Map<String, List<String>> headers) {
        if (status < 200 || status > 599) {
            return unusable("has the HTTP status " + status + ", which is no answer");
        }
        if (size(headers) > MAX_HEADER_CHARS) {
            return unusable("has more than " + ByteCount.of(MAX_HEADER_CHARS) + " of headers");
        }
        return contentCoding(headers).or(() -> framing(headers));
    }

    /** Nothing is decoded: a reply of 39 KB may unpack to 40 MB, and no encoding is ever asked for. */
    private static Optional<UnusableReply> contentCoding(Map<String, List<String>> headers) {
        boolean plain = headers.getOrDefault("Content-Encoding", List.of()).stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .allMatch(value -> value.isEmpty() || value.equals("identity"));
        return plain ? Optional.empty() : unusable("is compressed (Content-Encoding), which was not asked for");
    }

    private static Optional<UnusableReply> framing(Map<String, List<String>> headers) {
        List<String> lengths = headers.getOrDefault("Content-Length", List.of());
        List<String> codings = headers.getOrDefault("Transfer-Encoding", List.of());
        boolean twoLengths = lengths.stream().distinct().count() > 1;
        boolean noNumber = lengths.stream()
                .anyMatch(length -> !NUMBER.matcher(length.strip()).matches());
        boolean notJustChunks = !codings.isEmpty()
                && (!lengths.isEmpty()
                        || codings.size() > 1
                        || !codings.get(0).strip().equalsIgnoreCase("chunked"));
        return twoLengths || noNumber || notJustChunks
                ? unusable("contradicts itself about its length")
                : Optional.empty();
    }

    private static int size(Map<String, List<String>> headers) {
        int size = 0;
        for (Map.Entry<String, List<String>> header : headers.entrySet()) {
            for (String value : header.getValue()) {
                size += header.getKey().length() + value.length() + ": \r\n".length();
            }
        }
        return size;
    }

    private static Optional<UnusableReply> unusable(String predicate) {
        return Optional.of(new UnusableReply(predicate));
    }
}
