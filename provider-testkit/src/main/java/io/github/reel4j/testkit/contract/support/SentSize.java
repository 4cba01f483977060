package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.AspectRatio;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares sizes in pixels that an order contains, such as {@code 1280*720}, with its aspect ratio. Stateless. */
public final class SentSize {

    private static final Pattern SIZE = Pattern.compile("(\\d{2,5})[*xX](\\d{2,5})");
    private static final Pattern RATIO = Pattern.compile("(\\d{1,3}):(\\d{1,3})");
    /** Vendors round sizes: 832*480 is a video of 16:9. */
    private static final double TOLERANCE = 1.15;

    private SentSize() {}

    /** Returns whether a text is a size of another ratio. */
    public static boolean contradicts(AspectRatio ratio, String text) {
        Matcher size = SIZE.matcher(text);
        Matcher parts = RATIO.matcher(ratio.value());
        if (!size.matches() || !parts.matches()) {
            return false;
        }
        double difference = quotient(size) / quotient(parts);
        return difference > TOLERANCE || difference < 1 / TOLERANCE;
    }

    private static double quotient(Matcher numbers) {
        return Double.parseDouble(numbers.group(1)) / Double.parseDouble(numbers.group(2));
    }
}
