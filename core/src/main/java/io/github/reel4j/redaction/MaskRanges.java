package io.github.reel4j.redaction;

import java.util.Arrays;

/** Which characters of a text are not to be shown. */
final class MaskRanges {

    private MaskRanges() {}

    static void set(boolean[] masked, int from, int to) {
        Arrays.fill(masked, from, to, true);
    }

    /** {@code text} with {@code mask} in place of what is marked. */
    static String applied(String text, boolean[] masked, String mask) {
        StringBuilder shown = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (!masked[i]) {
                shown.append(text.charAt(i));
            } else if (i == 0 || !masked[i - 1]) {
                shown.append(mask);
            }
        }
        return shown.toString();
    }
}
