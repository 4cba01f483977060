package io.github.reel4j.redaction;

import java.util.Arrays;

/** Marks characters of a text as masked, and replaces each marked range by the mask. */
final class MaskRanges {

    private MaskRanges() {}

    static void set(boolean[] masked, int from, int to) {
        Arrays.fill(masked, from, to, true);
    }

    /** Returns {@code text} with each marked range replaced by {@code mask}. */
    static String apply(String text, boolean[] masked, String mask) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!masked[i]) {
                result.append(text.charAt(i));
            } else if (i == 0 || !masked[i - 1]) {
                result.append(mask);
            }
        }
        return result.toString();
    }
}
