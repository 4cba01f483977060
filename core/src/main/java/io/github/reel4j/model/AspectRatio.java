package io.github.reel4j.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The aspect ratio of a video in portable form: width to height such as {@code 16:9}, or {@code auto} for that of the
 * source picture. The set is open: each {@link ModelSpec} lists the ratios that the model offers.
 *
 * @param value the ratio in lower case, {@code 16:9} or {@code auto}
 */
public record AspectRatio(String value) {

    private static final Pattern FORM = Pattern.compile("[1-9]\\d{0,4}:[1-9]\\d{0,4}|auto");

    /** That of the source picture. */
    public static final AspectRatio AUTO = new AspectRatio("auto");
    /** Landscape, 16:9. */
    public static final AspectRatio LANDSCAPE = new AspectRatio("16:9");
    /** Portrait, 9:16. */
    public static final AspectRatio PORTRAIT = new AspectRatio("9:16");
    /** Square, 1:1. */
    public static final AspectRatio SQUARE = new AspectRatio("1:1");

    /**
     * Creates an aspect ratio.
     *
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public AspectRatio {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not an aspect ratio. Use width and height such as 16:9, or auto.");
        }
    }

    /**
     * Parses an aspect ratio as users write it: {@code 16:9} or {@code AUTO}.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static AspectRatio of(String text) {
        return new AspectRatio(text.strip().toLowerCase(Locale.ROOT));
    }

    // Hand-written for the reason given in ProviderId.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AspectRatio ratio && value.equals(ratio.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
