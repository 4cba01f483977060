package io.github.reel4j.redaction;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A secret or user content that must not be shown, with the rules for finding it, or a part of it, in another text.
 *
 * @param literals texts that are searched for without normalization
 * @param normalized the normalized text, see {@link NormalizedText}; empty if it is too short to be distinctive
 * @param fragment the length of the shortest part of {@code normalized} that is masked; the full length if the text is
 *     short
 * @param prefix the length of the shortest prefix that is masked at the end of a text, which may be truncated
 * @param wordsOnly whether it is masked only as whole words, because it is short and not a secret
 */
record SensitiveTextPattern(List<String> literals, String normalized, int fragment, int prefix, boolean wordsOnly) {

    static final int KEY_FRAGMENT = 8;
    static final int CONTENT_FRAGMENT = 16;

    private static final int MIN_CHARS = 4;
    private static final int DENSE_FRAGMENT = 6;
    private static final int MIN_DENSE_CHARS = 2;
    /**
     * The first code point of dense scripts, in which one character is a syllable or a word: East Asian scripts and
     * emoji.
     */
    private static final int DENSE = 0x2E80;

    /** Returns the rules for an API key. */
    static SensitiveTextPattern key(String key) {
        String normalized = NormalizedText.of(key);
        int length = normalized.length();
        int fragment = length < KEY_FRAGMENT ? length : Math.min(KEY_FRAGMENT, Math.max(MIN_CHARS, shorterHalf(key)));
        return new SensitiveTextPattern(List.of(key), length < MIN_CHARS ? "" : normalized, fragment, MIN_CHARS, false);
    }

    /** Returns the normalized length of the shorter half of {@code key}. */
    private static int shorterHalf(String key) {
        int middle = key.length() / 2;
        return Math.min(
                NormalizedText.of(key.substring(0, middle)).length(),
                NormalizedText.of(key.substring(middle)).length());
    }

    /** Returns the rules for a prompt or a URL. Of a URL, everything after the host is protected. */
    static SensitiveTextPattern content(String content) {
        String text = withoutHost(content).strip();
        String normalized = NormalizedText.of(text);
        boolean dense = normalized.codePoints().filter(each -> each >= DENSE).count() * 2 >= normalized.length();
        int fragment = dense ? DENSE_FRAGMENT : CONTENT_FRAGMENT;
        int length = normalized.length();
        if (length < (dense ? MIN_DENSE_CHARS : MIN_CHARS)) {
            return new SensitiveTextPattern(
                    text.length() < MIN_CHARS ? quoted(text) : List.of(text), "", fragment, fragment, false);
        }
        boolean wordsOnly = !dense && length < fragment;
        return new SensitiveTextPattern(
                wordsOnly ? List.of() : List.of(text),
                normalized,
                Math.min(fragment, length),
                Math.max(MIN_DENSE_CHARS, fragment / 2),
                wordsOnly);
    }

    /** Returns {@code text} in each kind of quotation marks, because such a short text occurs in any sentence. */
    private static List<String> quoted(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of('"' + text + '"', "'" + text + "'", '`' + text + '`', '\u201C' + text + '\u201D');
    }

    private static String withoutHost(String content) {
        try {
            String authority = new URI(content.strip()).getRawAuthority();
            return authority == null ? content : content.substring(content.indexOf(authority) + authority.length());
        } catch (URISyntaxException e) {
            return content;
        }
    }

    /**
     * Returns the fragments that are searched for, forwards and backwards. Backwards, only longer ones are distinctive.
     */
    List<String> fragments() {
        String reversed = new StringBuilder(normalized).reverse().toString();
        return Stream.concat(parts(normalized, fragment), parts(reversed, Math.max(fragment, KEY_FRAGMENT)))
                .toList();
    }

    private static Stream<String> parts(String text, int length) {
        return text.isEmpty()
                ? Stream.empty()
                : IntStream.rangeClosed(0, text.length() - length)
                        .mapToObj(start -> text.substring(start, start + length));
    }
}
