package io.github.reel4j.redaction;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Masks API keys and user content in texts from vendors, both literally and in every common encoding, also nested.
 * Case, accents, spaces and punctuation are ignored. Supported are the escapes of JSON, URLs, HTML and quoted-printable
 * mail, base64 in both alphabets, hexadecimal, and reversed text. The time is proportional to the length of the text.
 *
 * <p>Of a key, every part of {@value #KEY_FRAGMENT} letters and digits is masked, and of a short key every half. Of a
 * prompt or URL, every part of {@value #CONTENT_FRAGMENT} is masked (6 in East Asian scripts); shorter content is
 * masked only completely and as whole words. Content of fewer than 4 letters and digits is masked only in quotes.
 * Immutable and thread-safe.
 */
public final class SecretMask {

    /** The length of the shortest part of a key that is masked, in letters and digits. */
    public static final int KEY_FRAGMENT = SensitiveTextPattern.KEY_FRAGMENT;
    /** The length of the shortest part of a prompt or URL that is masked, in letters and digits. */
    public static final int CONTENT_FRAGMENT = SensitiveTextPattern.CONTENT_FRAGMENT;

    private static final String MASK = "***";

    /** Patterns of user content in any text: paths of URLs, and values of JSON fields for prompts. */
    private static final List<Pattern> CONTENT = List.of(
            Pattern.compile(
                    "https?:/{1,2}(?:[^\\s/?#\"'<>@]*@)?[^\\s/?#\"'<>@]+[/?#]([^\\s\"'<>]+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "\"[^\"]{0,64}prompt[^\"]{0,64}\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)", Pattern.CASE_INSENSITIVE));

    private record Size(int length, boolean wordsOnly) {}

    private final List<SensitiveTextPattern> protectedTexts;
    private final List<FragmentIndex> fragments;

    private SecretMask(List<SensitiveTextPattern> protectedTexts) {
        this.protectedTexts = protectedTexts;
        Map<Size, List<String>> parts = protectedTexts.stream()
                .flatMap(each -> each.fragments().stream()
                        .map(part -> Map.entry(new Size(part.length(), each.wordsOnly()), part)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        this.fragments = parts.entrySet().stream()
                .map(each ->
                        new FragmentIndex(each.getKey().length(), each.getKey().wordsOnly(), each.getValue()))
                .toList();
    }

    /**
     * Returns a mask for the given texts. Blank texts are ignored.
     *
     * @param keys API keys
     * @param contents prompts and URLs
     */
    public static SecretMask of(Collection<String> keys, Collection<String> contents) {
        return new SecretMask(Stream.concat(
                        keys.stream().filter(each -> !each.isBlank()).map(SensitiveTextPattern::key),
                        contents.stream().filter(each -> !each.isBlank()).map(SensitiveTextPattern::content))
                .toList());
    }

    /** Returns {@code text} with {@code ***} in place of everything that is masked. */
    public String apply(String text) {
        boolean[] masked = new boolean[text.length()];
        DecodingVariants.forEach(text, (variant, wholeText) -> {
            mark(variant, wholeText, masked);
            if (!variant.text().equals(text)) {
                markContent(variant, masked);
            }
        });
        return MaskRanges.apply(text, masked, MASK);
    }

    private void mark(DecodedText variant, boolean wholeText, boolean[] masked) {
        protectedTexts.stream()
                .flatMap(each -> each.literals().stream())
                .filter(literal -> wholeText || literal.length() >= KEY_FRAGMENT)
                .forEach(literal -> markLiteral(variant, literal, masked));
        NormalizedText normalized = NormalizedText.of(variant);
        fragments.forEach(each -> each.mark(normalized, masked));
        if (wholeText) {
            protectedTexts.forEach(each -> markPrefix(normalized, each, masked));
            protectedTexts.forEach(
                    each -> each.literals().forEach(literal -> markPrefix(variant, literal, each.prefix(), masked)));
        }
    }

    private static void markLiteral(DecodedText variant, String literal, boolean[] masked) {
        for (int at = variant.text().indexOf(literal);
                at >= 0;
                at = variant.text().indexOf(literal, at + literal.length())) {
            MaskRanges.set(masked, variant.from(at), variant.to(at + literal.length() - 1));
        }
    }

    /** Masks a prefix of a protected text at the end of the text, because the text may have been truncated. */
    private static void markPrefix(NormalizedText text, SensitiveTextPattern secret, boolean[] masked) {
        String normalized = secret.normalized();
        for (int length = Math.min(secret.fragment(), normalized.length()) - 1; length >= secret.prefix(); length--) {
            int start = text.length() - length;
            if (start >= 0 && text.substring(start, text.length()).equals(normalized.substring(0, length))) {
                MaskRanges.set(masked, text.from(start), text.to(text.length()));
                return;
            }
        }
    }

    private static void markPrefix(DecodedText variant, String literal, int min, boolean[] masked) {
        String text = variant.text();
        for (int length = Math.min(literal.length() - 1, text.length()); length >= min; length--) {
            if (text.regionMatches(text.length() - length, literal, 0, length)) {
                MaskRanges.set(masked, variant.from(text.length() - length), variant.to(text.length() - 1));
                return;
            }
        }
    }

    private static void markContent(DecodedText variant, boolean[] masked) {
        for (Pattern pattern : CONTENT) {
            Matcher content = pattern.matcher(variant.text());
            while (content.find()) {
                if (content.end(1) > content.start(1)) {
                    MaskRanges.set(masked, variant.from(content.start(1)), variant.to(content.end(1) - 1));
                }
            }
        }
    }

    /** Returns whether {@code text} contains a complete key in any supported encoding. */
    public static boolean contains(String text, String key) {
        String normalized = NormalizedText.of(key);
        if (normalized.length() < KEY_FRAGMENT) {
            return text.equals(key);
        }
        List<String> whole =
                List.of(normalized, new StringBuilder(normalized).reverse().toString());
        FragmentIndex fragments = new FragmentIndex(normalized.length(), false, whole);
        boolean[] masked = new boolean[text.length()];
        DecodingVariants.forEach(text, (variant, wholeText) -> fragments.mark(NormalizedText.of(variant), masked));
        for (boolean each : masked) {
            if (each) {
                return true;
            }
        }
        return false;
    }
}
