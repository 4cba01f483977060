package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.DocumentAnchor;
import java.util.Locale;
import java.util.Set;

/** Recognizes texts that say nothing: blank, punctuation only, or a word such as {@code TODO}. Stateless. */
public final class PlaceholderTextDetector {

    private static final Set<String> PLACEHOLDERS = Set.of(
            "",
            "todo",
            "tbd",
            "tba",
            "fixme",
            "xxx",
            "none",
            "na",
            "null",
            "undefined",
            "unknown",
            "placeholder",
            "loremipsum");

    private PlaceholderTextDetector() {}

    /** Returns whether a text is blank, punctuation only, or a word such as {@code TODO}. */
    public static boolean is(String text) {
        String letters = text.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.contains(letters) || letters.startsWith("todo");
    }

    /** Returns whether a source names a document and quotes it. */
    public static boolean isCited(DocumentAnchor source) {
        return !is(source.document()) && !is(source.quote());
    }
}
