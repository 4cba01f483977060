package io.github.reel4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    /**
     * Several ids in one text, separated by commas, in their order: {@code acme,zeta}.
     *
     * @throws IllegalArgumentException if one of them has another form, or is there twice
     */
    public static List<ProviderId> list(String ids) {
        List<ProviderId> list =
                Arrays.stream(ids.split(",", -1)).map(id -> of(id.strip())).toList();
        if (list.stream().distinct().count() < list.size()) {
            throw new IllegalArgumentException("'" + ids + "' names a provider twice. Allowed: each once, in order.");
        }
        return list;
    }

    // What a record has of itself is linked at its first call: 20 ms before a program's first order leaves.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProviderId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
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
