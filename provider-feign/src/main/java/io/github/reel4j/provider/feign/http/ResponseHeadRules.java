package io.github.reel4j.provider.feign.http;

import io.github.reel4j.provider.feign.text.ByteCount;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Validates the status and headers of a response before its body is read. It uses loops because it checks every
 * response.
 */
final class ResponseHeadRules {

    static final int MAX_HEADER_CHARS = 64 * 1024;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private ResponseHeadRules() {}

    /**
     * Returns why the head is invalid; empty if it is valid.
     *
     * @param headers a map with case-insensitive names
     */
    static Optional<MalformedResponseException> violation(int status, Map<String, List<String>> headers) {
        if (status < 200 || status > 599) {
            return malformed("has the HTTP status " + status + ", which is not a final status");
        }
        if (size(headers) > MAX_HEADER_CHARS) {
            return malformed("has more than " + ByteCount.of(MAX_HEADER_CHARS) + " of headers");
        }
        if (!isIdentity(headers.getOrDefault("Content-Encoding", List.of()))) {
            return malformed("is compressed (Content-Encoding), which was not requested");
        }
        return hasOneLength(
                        headers.getOrDefault("Content-Length", List.of()),
                        headers.getOrDefault("Transfer-Encoding", List.of()))
                ? Optional.empty()
                : malformed("has contradictory headers about its length");
    }

    /** Compressed bodies are rejected, because no encoding is requested and 39 KB may decompress to 40 MB. */
    private static boolean isIdentity(List<String> codings) {
        for (String coding : codings) {
            if (!coding.isBlank() && !coding.strip().equalsIgnoreCase("identity")) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether the headers give at most one length for the body. */
    private static boolean hasOneLength(List<String> lengths, List<String> codings) {
        for (String length : lengths) {
            if (!length.equals(lengths.get(0))
                    || !NUMBER.matcher(length.strip()).matches()) {
                return false;
            }
        }
        return codings.isEmpty()
                || (lengths.isEmpty()
                        && codings.size() == 1
                        && codings.get(0).strip().equalsIgnoreCase("chunked"));
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

    private static Optional<MalformedResponseException> malformed(String predicate) {
        return Optional.of(new MalformedResponseException(predicate));
    }
}
