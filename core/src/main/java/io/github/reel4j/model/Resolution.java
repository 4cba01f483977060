package io.github.reel4j.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A video resolution in portable form: a tier such as {@code 720p}, or width and height such as {@code 832*480}. The
 * set is open: each {@link ModelSpec} lists the resolutions that the model offers, with the vendor's spelling.
 *
 * @param value the resolution in lower case, {@code 480p} or {@code 832*480}
 */
public record Resolution(String value) {

    private static final Pattern FORM = Pattern.compile("[1-9]\\d{1,4}(p|\\*[1-9]\\d{1,4})");

    /** The tier 480p. */
    public static final Resolution P480 = new Resolution("480p");
    /** The tier 580p. */
    public static final Resolution P580 = new Resolution("580p");
    /** The tier 720p. */
    public static final Resolution P720 = new Resolution("720p");
    /** The tier 1080p. */
    public static final Resolution P1080 = new Resolution("1080p");

    /**
     * Creates a resolution.
     *
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public Resolution {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is not a resolution. Use a tier such as 720p, or width and height such as 832*480.");
        }
    }

    /**
     * Parses a resolution as users write it: {@code 720p}, {@code 720P}, {@code 832x480} or {@code 832*480}.
     *
     * @throws IllegalArgumentException if {@code text} has another form
     */
    public static Resolution of(String text) {
        return new Resolution(text.strip().toLowerCase(Locale.ROOT).replace('x', '*'));
    }

    // Hand-written for the reason given in ProviderId.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Resolution resolution && value.equals(resolution.value);
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
