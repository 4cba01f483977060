package io.github.reel4j.spi;

import java.util.Optional;

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

    /**
     * Takes a key that can travel in a header.
     *
     * @return why it cannot, without the key; empty if it can
     */
    static Optional<String> complaint(String value) {
        if (value.isBlank()) {
            return Optional.of("it is blank");
        }
        for (int i = 0; i < value.length(); i++) { // by a loop, as it is read anew for every call
            if (value.charAt(i) < 0x21 || value.charAt(i) > 0x7e) {
                return Optional.of("it has a space, a line break or a character that is not ASCII");
            }
        }
        return Optional.empty();
    }

    static Secret of(String value) {
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
