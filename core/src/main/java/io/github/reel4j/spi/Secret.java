package io.github.reel4j.spi;

/**
 * A secret text. {@code toString()} returns {@code ***}, and it cannot be serialized. Two secrets are equal only if
 * they are the same object. Immutable.
 */
public final class Secret {

    /** A placeholder for the API key in requests that are shown and not sent. */
    public static final Secret MASK = new Secret("***");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Creates a secret.
     *
     * @throws IllegalArgumentException if {@code value} cannot be sent in a header: it is empty or not printable ASCII
     *     without spaces
     */
    static Secret of(String value) {
        for (int i = 0; i < value.length(); i++) { // a loop is faster than a pattern, and every call runs it
            if (value.charAt(i) < 0x21 || value.charAt(i) > 0x7e) {
                throw new IllegalArgumentException("it has a space, a line break or a character that is not ASCII");
            }
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return new Secret(value);
    }

    /** Returns the secret itself. Use it only for the header that carries it. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
