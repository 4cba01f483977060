package io.github.reel4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The id of a provider, for example {@code acme}. Users select a provider by its id, and the names of its settings
 * start with it.
 *
 * @param value a lower-case letter, followed by up to 31 lower-case letters, digits or hyphens
 */
public record ProviderId(String value) implements Comparable<ProviderId> {

    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /**
     * Creates an id.
     *
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public ProviderId {
        Objects.requireNonNull(value, "value");
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "'" + value + "' is not a provider id. Allowed: a lower-case letter, then up to"
                            + " 31 lower-case letters, digits or hyphens.");
        }
    }

    /**
     * Returns the id with the given value.
     *
     * @throws IllegalArgumentException if {@code value} is not a valid id
     */
    public static ProviderId of(String value) {
        return new ProviderId(value);
    }

    /**
     * Parses a comma-separated list of ids, for example {@code acme,zeta}, and keeps the order.
     *
     * @throws IllegalArgumentException if an id is invalid or occurs twice
     */
    public static List<ProviderId> list(String ids) {
        List<ProviderId> list =
                Arrays.stream(ids.split(",", -1)).map(id -> of(id.strip())).toList();
        if (list.stream().distinct().count() < list.size()) {
            throw new IllegalArgumentException(
                    "'" + ids + "' names a provider twice. List each provider once, in order of preference.");
        }
        return list;
    }

    // Hand-written, because the methods that a record generates are linked at their first call, which takes 20 ms.
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
