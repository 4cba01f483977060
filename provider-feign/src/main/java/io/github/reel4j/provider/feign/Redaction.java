package io.github.reel4j.provider.feign;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes a vendor's text fit to be shown: no secret, nothing of what was ordered where that
 * can be told, nothing that steers a terminal, one line, 512 characters at most.
 *
 * <p>Safe for use by many threads if the supplier is.
 */
final class Redaction {

    static final String MASK = "***";
    private static final int SHORTEST_BEGINNING = 4;

    private final Supplier<Collection<String>> secrets;

    /** @param secrets asked for every text, so that a rotated key is masked too */
    Redaction(Supplier<Collection<String>> secrets) {
        this.secrets = secrets;
    }

    String clean(String text) {
        String bare = ShownText.onOneLine(text);
        for (String secret : longestFirst()) {
            bare = bare.replace(secret, MASK);
        }
        return ShownText.bounded(
                ShownText.withoutContent(withoutBeginning(bare)).strip());
    }

    /** What is cut off before it comes here may end in the middle of a secret. */
    private String withoutBeginning(String text) {
        for (String secret : longestFirst()) {
            for (int length = secret.length() - 1; length >= SHORTEST_BEGINNING; length--) {
                if (text.endsWith(secret.substring(0, length))) {
                    return text.substring(0, text.length() - length) + MASK;
                }
            }
        }
        return text;
    }

    /** Longest first: a secret that contains another one must not leave its rest behind. */
    private List<String> longestFirst() {
        return secrets.get().stream()
                .filter(secret -> !secret.isBlank())
                .flatMap(Redaction::spellings)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** As it is, in a query, and in JSON, where some writers escape slashes and others do not. */
    private static Stream<String> spellings(String secret) {
        String quoted = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        return Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8), quoted, quoted.replace("/", "\\/"));
    }
}
