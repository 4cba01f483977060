package io.github.reel4j.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Names a provider, for example {@code acme}: the word a user writes to choose it and the first part of its settings' names.
 *
 * @param value a lower-case letter, then up to 31 lower-case letters, digits or hyphens
 */
public record ProviderId(String value) implements Comparable<ProviderId> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** @throws IllegalArgumentException if {@code value} has another form */
    public ProviderId {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a provider id. Allowed: a lower-case letter, then up to"
                            + " 31 lower-case letters, digits or hyphens.");
        }
    }

    public static ProviderId of(String value) {
        return new ProviderId(value);
    }

    @Override
    public int compareTo(ProviderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
