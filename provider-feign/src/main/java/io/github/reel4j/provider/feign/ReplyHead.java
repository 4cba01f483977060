package io.github.reel4j.provider.feign;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Judges a status and its headers before any of the body is read. */
final class ReplyHead {

    static final int MAX_HEADER_CHARS = 64 * 1024;

    private ReplyHead() {}

    static Optional<UnusableReply> fault(int status, HttpHeaders headers) {
        if (status < 200 || status > 599) {
            return unusable("has the HTTP status " + status + ", which is no answer");
        }
        if (size(headers) > MAX_HEADER_CHARS) {
            return unusable("has more than " + ByteCount.of(MAX_HEADER_CHARS) + " of headers");
        }
        return contentCoding(headers).or(() -> framing(headers));
    }

    /** Nothing is decoded: a reply of 39 KB may unpack to 40 MB, and no encoding is ever asked for. */
    static Optional<UnusableReply> contentCoding(HttpHeaders headers) {
        boolean plain = headers.allValues("Content-Encoding").stream()
                .map(value -> value.strip().toLowerCase(Locale.ROOT))
                .allMatch(value -> value.isEmpty() || value.equals("identity"));
        return plain ? Optional.empty() : unusable("is compressed (Content-Encoding), which was not asked for");
    }

    private static Optional<UnusableReply> framing(HttpHeaders headers) {
        List<String> lengths = headers.allValues("Content-Length");
        boolean twoLengths = lengths.stream().distinct().count() > 1;
        boolean lengthAndChunks =
                !lengths.isEmpty() && headers.firstValue("Transfer-Encoding").isPresent();
        boolean noNumber = lengths.stream().anyMatch(length -> !length.strip().matches("[0-9]{1,18}"));
        return twoLengths || lengthAndChunks || noNumber
                ? unusable("contradicts itself about its length")
                : Optional.empty();
    }

    private static int size(HttpHeaders headers) {
        int size = 0;
        for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
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
