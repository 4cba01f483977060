package io.github.reel4j.model;

/**
 * The program's own name of one order, for example {@code invoice-4711}. With a journal, a key is ordered at most once,
 * also after a restart of the program and from several processes. The journal stores the key as it is, so it must not
 * contain secrets. Immutable.
 *
 * @param value 1 to 128 visible ASCII characters, without spaces; case is significant
 */
public record OrderKey(String value) {

    /** The maximum length of a key in characters. */
    public static final int MAX_LENGTH = 128;

    /**
     * Creates a key.
     *
     * @throws IllegalArgumentException if {@code value} has another form
     */
    public OrderKey {
        if (value.isEmpty() || value.length() > MAX_LENGTH || !value.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("the order key has " + value.length() + " characters"
                    + (value.isEmpty() || value.length() > MAX_LENGTH ? "" : ", one of which is not allowed")
                    + ". Allowed: 1 to " + MAX_LENGTH + " visible ASCII characters, without spaces.");
        }
    }

    /**
     * Returns the key with this value.
     *
     * @throws IllegalArgumentException unless {@code value} has 1 to 128 visible ASCII characters
     */
    public static OrderKey of(String value) {
        return new OrderKey(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
