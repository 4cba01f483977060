package io.github.reel4j.provider.feign;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes a vendor's text fit to be shown: no secret, nothing of what was ordered where that
 * can be told, nothing that steers a terminal, one line, 512 characters at most.
 *
 * <p>Safe for use by many threads if the supplier is.
 */
final class Redaction {

    static final int MAX_CODE_POINTS = 512;
    private static final String MASK = "***";
    /** Colours, cursor movements, window titles and links of ECMA-48 terminals, also in their one-character form. */
    private static final Pattern ANSI = Pattern.compile("(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]?"
            + "|(?:\u001B[\\]PX^_]|[\u009D\u0090\u0098\u009E\u009F])[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\\\|\u009C)?"
            + "|\u001B[ -/]*[0-~]?");

    private static final Pattern BREAKS = Pattern.compile("[\\s\u0085\u2028\u2029]+");
    /** Controls, invisible and direction-changing characters, halves of characters. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}]");

    /** With its slashes plain or escaped; a user's name goes the way of the rest. */
    private static final Pattern ADDRESS = Pattern.compile(
            "(https?:\\\\?/\\\\?/)(?:[^\\s/?#\"'<>\\\\@]*@)?([^\\s/?#\"'<>\\\\@]+)\\\\?[/?#][^\\s\"'<>]+");

    private static final Pattern PROMPT = Pattern.compile(
            "(\"[^\"]{0,64}prompt[^\"]{0,64}\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*+\"?", Pattern.CASE_INSENSITIVE);

    private static final int SHORTEST_BEGINNING = 4;

    private final Supplier<Collection<String>> secrets;

    /** @param secrets asked for every text, so that a rotated key is masked too */
    Redaction(Supplier<Collection<String>> secrets) {
        this.secrets = secrets;
    }

    String clean(String text) {
        String bare = ANSI.matcher(text).replaceAll("");
        bare = BREAKS.matcher(bare).replaceAll(" ");
        bare = UNSEEN.matcher(bare).replaceAll("");
        for (String secret : longestFirst()) {
            bare = bare.replace(secret, MASK);
        }
        return bounded(withoutContent(withoutBeginning(bare)).strip());
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

    /** Of addresses the host is left, of prompts that are repeated nothing. */
    private static String withoutContent(String text) {
        return PROMPT.matcher(ADDRESS.matcher(text).replaceAll("$1$2/" + MASK)).replaceAll("$1\"" + MASK + "\"");
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

    private static String bounded(String text) {
        if (text.codePointCount(0, text.length()) <= MAX_CODE_POINTS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MAX_CODE_POINTS - 1)) + "…";
    }
}
