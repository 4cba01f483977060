package io.github.reel4j.redaction;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Masks keys, and what was ordered, in a vendor's text: as they are and as everybody can turn them back, also one encoding inside
 * another. Case, accents, spaces and punctuation do not matter. Known are the escapes of JSON, of addresses, of HTML and of
 * quoted-printable, base64 in both alphabets, hexadecimal, and the text backwards. It takes time in proportion to the text.
 *
 * <p>Of a key every part of {@value #KEY_FRAGMENT} letters and digits is masked, of a short key every half; of a prompt or address
 * every part of {@value #CONTENT_FRAGMENT} (in East Asian scripts 6), and a shorter one only whole and as words. What has fewer than 4
 * letters and digits is masked only in quotes, unless it is a key. Immutable.
 */
public final class SecretMask {

    public static final int KEY_FRAGMENT = ProtectedText.KEY_FRAGMENT;
    public static final int CONTENT_FRAGMENT = ProtectedText.CONTENT_FRAGMENT;

    private static final String MASK = "***";

    /** The path of an address, and the value of a field for a prompt, which are content whoever ordered it. */
    private static final List<Pattern> CONTENT = List.of(
            Pattern.compile(
                    "https?:/{1,2}(?:[^\\s/?#\"'<>@]*@)?[^\\s/?#\"'<>@]+[/?#]([^\\s\"'<>]+)", Pattern.CASE_INSENSITIVE),
            Pattern.compile(
                    "\"[^\"]{0,64}prompt[^\"]{0,64}\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*+)", Pattern.CASE_INSENSITIVE));

    private record Size(int length, boolean wordsOnly) {}

    private final List<ProtectedText> hidden;
    private final List<FragmentIndex> fragments;

    private SecretMask(List<ProtectedText> hidden) {
        this.hidden = hidden;
        Map<Size, List<String>> parts = hidden.stream()
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
     * A mask for these; blank ones do not count.
     *
     * @param contents prompts and addresses
     */
    public static SecretMask of(Collection<String> keys, Collection<String> contents) {
        return new SecretMask(Stream.concat(
                        keys.stream().filter(each -> !each.isBlank()).map(ProtectedText::key),
                        contents.stream().filter(each -> !each.isBlank()).map(ProtectedText::content))
                .toList());
    }

    /** {@code text} with {@code ***} for what is hidden. */
    public String applied(String text) {
        boolean[] masked = new boolean[text.length()];
        DecodingVariants.forEach(text, (reading, ofText) -> {
            mark(reading, ofText, masked);
            if (!reading.text().equals(text)) {
                markContent(reading, masked);
            }
        });
        return MaskRanges.applied(text, masked, MASK);
    }

    private void mark(DecodedText reading, boolean ofText, boolean[] masked) {
        hidden.stream()
                .flatMap(each -> each.literals().stream())
                .filter(literal -> ofText || literal.length() >= KEY_FRAGMENT)
                .forEach(literal -> markLiteral(reading, literal, masked));
        NormalizedText compared = NormalizedText.of(reading);
        fragments.forEach(each -> each.mark(compared, masked));
        if (ofText) {
            hidden.forEach(each -> markPrefix(compared, each, masked));
            hidden.forEach(
                    each -> each.literals().forEach(literal -> markPrefix(reading, literal, each.prefix(), masked)));
        }
    }

    private static void markLiteral(DecodedText reading, String literal, boolean[] masked) {
        for (int at = reading.text().indexOf(literal);
                at >= 0;
                at = reading.text().indexOf(literal, at + literal.length())) {
            MaskRanges.set(masked, reading.from(at), reading.to(at + literal.length() - 1));
        }
    }

    /** What is cut off before it comes here may end in the middle of what is hidden. */
    private static void markPrefix(NormalizedText text, ProtectedText hidden, boolean[] masked) {
        String compared = hidden.compared();
        for (int length = Math.min(hidden.fragment(), compared.length()) - 1; length >= hidden.prefix(); length--) {
            int start = text.length() - length;
            if (start >= 0 && text.substring(start, text.length()).equals(compared.substring(0, length))) {
                MaskRanges.set(masked, text.from(start), text.to(text.length()));
                return;
            }
        }
    }

    private static void markPrefix(DecodedText reading, String literal, int min, boolean[] masked) {
        String text = reading.text();
        for (int length = Math.min(literal.length() - 1, text.length()); length >= min; length--) {
            if (text.regionMatches(text.length() - length, literal, 0, length)) {
                MaskRanges.set(masked, reading.from(text.length() - length), reading.to(text.length() - 1));
                return;
            }
        }
    }

    private static void markContent(DecodedText reading, boolean[] masked) {
        for (Pattern pattern : CONTENT) {
            Matcher content = pattern.matcher(reading.text());
            while (content.find()) {
                if (content.end(1) > content.start(1)) {
                    MaskRanges.set(masked, reading.from(content.start(1)), reading.to(content.end(1) - 1));
                }
            }
        }
    }

    /** Whether {@code text} holds the whole of a key, in any form: whoever shows the text shows the key. */
    public static boolean contains(String text, String key) {
        String compared = NormalizedText.of(key);
        if (compared.length() < KEY_FRAGMENT) {
            return text.equals(key);
        }
        List<String> whole =
                List.of(compared, new StringBuilder(compared).reverse().toString());
        FragmentIndex fragments = new FragmentIndex(compared.length(), false, whole);
        boolean[] masked = new boolean[text.length()];
        DecodingVariants.forEach(text, (reading, ofText) -> fragments.mark(NormalizedText.of(reading), masked));
        for (boolean each : masked) {
            if (each) {
                return true;
            }
        }
        return false;
    }
}
