package io.github.reel4j.spi;

/**
 * Thrown if a setting has an invalid value. The message names the setting, its source and the allowed values, and never
 * contains a key.
 */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Creates an exception with the given message. */
    public InvalidSettingException(String message) {
        super(message);
    }
}
