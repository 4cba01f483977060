package io.github.reel4j.redaction;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Maps the names of HTML entities to their characters. It contains only those that matter to a comparison that ignores
 * punctuation and accents.
 */
final class HtmlEntities {

    private static final Map<String, String> CHARACTERS = Map.ofEntries(
            Map.entry("amp", "&"),
            Map.entry("AMP", "&"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("quot", "\""),
            Map.entry("apos", "'"),
            Map.entry("equals", "="),
            Map.entry("plus", "+"),
            Map.entry("sol", "/"),
            Map.entry("bsol", "\\"),
            Map.entry("percnt", "%"),
            Map.entry("num", "#"),
            Map.entry("semi", ";"),
            Map.entry("szlig", "\u00DF"),
            Map.entry("aelig", "\u00E6"),
            Map.entry("AElig", "\u00C6"),
            Map.entry("oelig", "\u0153"),
            Map.entry("OElig", "\u0152"),
            Map.entry("thorn", "\u00FE"),
            Map.entry("THORN", "\u00DE"),
            Map.entry("eth", "\u00F0"),
            Map.entry("ETH", "\u00D0"),
            Map.entry("oslash", "\u00F8"),
            Map.entry("Oslash", "\u00D8"));

    private static final Pattern ACCENTED =
            Pattern.compile("([A-Za-z])(?:acute|grave|uml|circ|tilde|cedil|ring|caron|breve|macr|ogon|dot)");

    /** Entities that HTML also recognises without a semicolon. */
    private static final Set<String> UNTERMINATED = Set.of("amp", "AMP", "lt", "gt", "quot");

    private HtmlEntities() {}

    static boolean isStart(DecodedText text, int index) {
        return index + 2 < text.length()
                && (text.charAt(index + 1) == '#' || Character.isLetter(text.charAt(index + 1)));
    }

    static String unterminatedPrefix(String name) {
        return UNTERMINATED.stream().filter(name::startsWith).findFirst().orElse("");
    }

    /**
     * Returns the text of an entity, or a space for an unknown one, which is punctuation or a symbol. Returns null if
     * {@code name} is no entity.
     */
    static @Nullable String decode(String name, boolean terminated) {
        String known = CHARACTERS.get(name);
        if (known != null) {
            return known;
        }
        Matcher accented = ACCENTED.matcher(name);
        if (accented.matches()) {
            return accented.group(1);
        }
        return terminated && !name.isEmpty() ? " " : null;
    }
}
