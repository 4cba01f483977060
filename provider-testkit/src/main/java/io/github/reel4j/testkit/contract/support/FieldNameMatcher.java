package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.FieldSpec;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares field names with the names of JSON or query fields in a request, to detect that 2 values were sent in each
 * other's place. Stateless.
 */
public final class FieldNameMatcher {

    /** Swapped places match the names of the fields better than the others by more than this. */
    private static final double MARGIN = 0.3;

    private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+|\\d+");

    private static final Set<String> GENERIC = Set.of(
            "",
            "body",
            "query",
            "json",
            "url",
            "uri",
            "link",
            "href",
            "value",
            "input",
            "parameter",
            "param",
            "data",
            "option",
            "setting",
            "config",
            "request",
            "arg",
            "the",
            "of",
            "enable",
            "is",
            "output",
            "num",
            "number",
            "text",
            "content");

    private static final Map<String, String> SYNONYMS = Map.of(
            "end",
            "last",
            "tail",
            "last",
            "final",
            "last",
            "start",
            "first",
            "img",
            "image",
            "picture",
            "image",
            "neg",
            "negative");

    private FieldNameMatcher() {}

    /** Returns whether the names say that each of two fields was sent at the place of the other. */
    public static boolean areSwapped(FieldSpec<?> one, String placeOfOne, FieldSpec<?> other, String placeOfOther) {
        double direct = similarity(one, placeOfOne) + similarity(other, placeOfOther);
        double crossed = similarity(one, placeOfOther) + similarity(other, placeOfOne);
        return crossed - direct > MARGIN;
    }

    /** Returns whether a place has exactly the name of a field, or the name that the table quotes for it. */
    public static boolean isNameOf(FieldSpec<?> spec, String place) {
        return similarity(spec, place) == 1;
    }

    /** Returns 1 for the same words, 0 for none in common. */
    private static double similarity(FieldSpec<?> spec, String place) {
        String quote = spec.source().quote();
        Set<String> words = words(place);
        return Math.max(
                common(words(spec.field().name()), words), quote.contains(" ") ? 0 : common(words(quote), words));
    }

    private static double common(Set<String> one, Set<String> other) {
        Set<String> all = new HashSet<>(one);
        all.addAll(other);
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        return all.isEmpty() ? 0 : (double) both.size() / all.size();
    }

    private static Set<String> words(String name) {
        Set<String> words = Stream.of(WORD_START.split(name))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .map(word -> word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .map(word -> SYNONYMS.getOrDefault(word, word))
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> special = new HashSet<>(words);
        special.removeAll(GENERIC);
        return special.isEmpty() ? words : special;
    }
}
