package io.github.reel4j.spring.boot;

/**
 * The value of a property that may be secret. It is bound so that tools know the property, and it is not kept: the
 * client reads the value from the environment for each call. {@code toString()} returns {@code ***}. Immutable.
 */
public final class SecretProperty {

    private static final SecretProperty SET = new SecretProperty();

    private SecretProperty() {}

    /**
     * Returns the value of a property that is set. Spring Boot calls it.
     *
     * @param value the secret, which is not kept
     */
    public static SecretProperty valueOf(String value) {
        return SET;
    }

    @Override
    public String toString() {
        return "***";
    }
}
