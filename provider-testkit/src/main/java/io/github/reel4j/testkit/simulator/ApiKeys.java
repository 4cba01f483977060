package io.github.reel4j.testkit.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;

/** Finds API keys in the values of headers. Stateless. */
final class ApiKeys {

    private ApiKeys() {}

    /** Returns whether the value contains the key, as it is or in a word in base64, as in Basic credentials. */
    static boolean isIn(String value, String apiKey) {
        return value.contains(apiKey)
                || Stream.of(value.split("[ ,;]"))
                        .anyMatch(word -> decoded(word).contains(apiKey));
    }

    private static String decoded(String word) {
        try {
            return new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
