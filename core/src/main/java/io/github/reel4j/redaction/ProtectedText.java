package io.github.reel4j.redaction;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One text that is not to be shown, and how much of it gives it away.
 *
 * @param literals what is looked for as it is
 * @param compared the text as {@link NormalizedText} has it; empty if it is too short to be told from others
 * @param fragment the shortest part of {@code compared} that is masked: all of it if it is short
 * @param prefix the shortest beginning of it that is masked at the end of a text, which may be cut
 * @param wordsOnly whether it is masked only where it stands as words: it is short and no secret
 */
record ProtectedText(List<String> literals, String compared, int fragment, int prefix, boolean wordsOnly) {

    static final int KEY_FRAGMENT = 8;
    static final int CONTENT_FRAGMENT = 16;

    private static final int MIN_CHARS = 4;
    private static final int DENSE_FRAGMENT = 6;
    private static final int MIN_DENSE_CHARS = 2;
    /** From here on a character is a syllable or a word: scripts of East Asia, and pictures. */
    private static final int DENSE = 0x2E80;

    static ProtectedText key(String key) {
        String compared = NormalizedText.of(key);
        int length = compared.length();
        int fragment = length < KEY_FRAGMENT ? length : Math.min(KEY_FRAGMENT, Math.max(MIN_CHARS, half(key)));
        return new ProtectedText(List.of(key), length < MIN_CHARS ? "" : compared, fragment, MIN_CHARS, false);
    }

    /** What is compared of either half at least. */
    private static int half(String key) {
        int middle = key.length() / 2;
        return Math.min(
                NormalizedText.of(key.substring(0, middle)).length(),
                NormalizedText.of(key.substring(middle)).length());
    }

    /** A prompt, or an address, of which is hidden what follows its host. */
    static ProtectedText content(String content) {
        String reported = withoutHost(content).strip();
        String compared = NormalizedText.of(reported);
        boolean dense = compared.codePoints().filter(each -> each >= DENSE).count() * 2 >= compared.length();
        int fragment = dense ? DENSE_FRAGMENT : CONTENT_FRAGMENT;
        int length = compared.length();
        if (length < (dense ? MIN_DENSE_CHARS : MIN_CHARS)) {
            return new ProtectedText(
                    reported.length() < MIN_CHARS ? quoted(reported) : List.of(reported),
                    "",
                    fragment,
                    fragment,
                    false);
        }
        boolean wordsOnly = !dense && length < fragment;
        return new ProtectedText(
                wordsOnly ? List.of() : List.of(reported),
                compared,
                Math.min(fragment, length),
                Math.max(MIN_DENSE_CHARS, fragment / 2),
                wordsOnly);
    }

    /** Such a text is in any sentence; it is a quotation only in quotes. */
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

    /** The parts that are looked for, in either direction; backwards only those that are no common words. */
    List<String> fragments() {
        String reversed = new StringBuilder(compared).reverse().toString();
        return Stream.concat(parts(compared, fragment), parts(reversed, Math.max(fragment, KEY_FRAGMENT)))
                .toList();
    }

    private static Stream<String> parts(String text, int length) {
        return text.isEmpty()
                ? Stream.empty()
                : IntStream.rangeClosed(0, text.length() - length)
                        .mapToObj(start -> text.substring(start, start + length));
    }
}
