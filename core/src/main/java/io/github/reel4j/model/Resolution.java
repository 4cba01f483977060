package io.github.reel4j.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A picture size in portable form: a tier such as {@code 720p}, or width by height such as {@code 832*480}. The set is open;
 * what a model offers stands in its {@link ModelSpec}, where each adapter also keeps the vendor's own spelling.
 *
 * @param value lower case, {@code 480p} or {@code 832*480}
 */
public record Resolution(String value) {

    private static final Pattern FORM = Pattern.compile("[1-9]\\d{1,4}(p|\\*[1-9]\\d{1,4})");

    public static final Resolution P480 = new Resolution("480p");
    public static final Resolution P580 = new Resolution("580p");
    public static final Resolution P720 = new Resolution("720p");
    public static final Resolution P1080 = new Resolution("1080p");

    /** @throws IllegalArgumentException if {@code value} has another form */
    public Resolution {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("'" + value
                    + "' is not a resolution. Allowed: a tier such as 720p, or width by height such as 832*480.");
        }
    }

    /** Reads what people write: {@code 720p}, {@code 720P}, {@code 832x480} or {@code 832*480}. */
    public static Resolution of(String text) {
        return new Resolution(text.strip().toLowerCase(Locale.ROOT).replace('x', '*'));
    }

    // As in ProviderId.
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
