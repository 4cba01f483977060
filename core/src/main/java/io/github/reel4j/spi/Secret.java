package io.github.reel4j.spi;

/**
 * A text that must not be shown: it prints as {@code ***} and cannot be serialized. Two secrets are equal only if they are the
 * same object.
 */
public final class Secret {

    /** Stands in where a key would be, in requests that are shown and not sent. */
    public static final Secret MASK = new Secret("***");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** @throws IllegalArgumentException if {@code value} cannot travel in a header: it is blank or not printable ASCII without spaces */
    static Secret of(String value) {
        for (int i = 0; i < value.length(); i++) { // by a loop, as it is read anew for every call
            if (value.charAt(i) < 0x21 || value.charAt(i) > 0x7e) {
                throw new IllegalArgumentException("it has a space, a line break or a character that is not ASCII");
            }
        }
        if (value.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return new Secret(value);
    }

    /** The text itself, for the header it belongs in and nowhere else. */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "***";
    }
}
