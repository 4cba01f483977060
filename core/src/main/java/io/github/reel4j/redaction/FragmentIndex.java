package io.github.reel4j.redaction;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Texts of one length, looked for in another text in time that depends on that text's length alone. */
final class FragmentIndex {

    private static final int BASE = 0x01000193;
    private static final int FILTER = 1 << 16;

    private final int length;
    private final boolean wordsOnly;
    private final int leading;
    private final Set<String> all;
    private final BitSet filter = new BitSet(FILTER);

    /** @param wordsOnly whether they are looked for only as whole words */
    FragmentIndex(int length, boolean wordsOnly, Collection<String> all) {
        this.length = length;
        this.wordsOnly = wordsOnly;
        this.all = new HashSet<>(all);
        int power = 1;
        for (int i = 1; i < length; i++) {
            power *= BASE;
        }
        this.leading = power;
        all.forEach(each -> filter.set(slot(hash(each))));
    }

    /** Marks in {@code masked} what they are found in. */
    void mark(NormalizedText text, boolean[] masked) {
        if (text.length() < length) {
            return;
        }
        int hash = hash(text.text());
        for (int start = 0; ; start++) {
            int end = start + length;
            if (filter.get(slot(hash))
                    && all.contains(text.substring(start, end))
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
