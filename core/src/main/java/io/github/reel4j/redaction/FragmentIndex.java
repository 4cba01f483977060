package io.github.reel4j.redaction;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** An index of text fragments of one length. It finds them in a text in linear time, with a rolling hash. */
final class FragmentIndex {

    private static final int BASE = 0x01000193;
    private static final int FILTER = 1 << 16;

    private final int length;
    private final boolean wordsOnly;
    private final int leading;
    private final Set<String> fragments;
    private final BitSet filter = new BitSet(FILTER);

    /**
     * Creates an index.
     *
     * @param wordsOnly whether fragments match only as whole words
     */
    FragmentIndex(int length, boolean wordsOnly, Collection<String> fragments) {
        this.length = length;
        this.wordsOnly = wordsOnly;
        this.fragments = new HashSet<>(fragments);
        int power = 1;
        for (int i = 1; i < length; i++) {
            power *= BASE;
        }
        this.leading = power;
        fragments.forEach(each -> filter.set(slot(hash(each))));
    }

    /** Marks fragments occurrences of the fragments in {@code masked}. */
    void mark(NormalizedText text, boolean[] masked) {
        if (text.length() < length) {
            return;
        }
        int hash = hash(text.text());
        for (int start = 0; ; start++) {
            int end = start + length;
            if (filter.get(slot(hash))
                    && fragments.contains(text.substring(start, end))
                    && (!wordsOnly || text.areWords(start, end))) {
                MaskRanges.set(masked, text.from(start), text.to(end));
            }
            if (end == text.length()) {
                return;
            }
            hash = (hash - text.charAt(start) * leading) * BASE + text.charAt(end);
        }
    }

    private int hash(CharSequence text) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * BASE + text.charAt(i);
        }
        return hash;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & (FILTER - 1);
    }
}
