package io.github.reel4j.spi;

/** A setting has a value that cannot be used; the message says which, where it came from and what is allowed, never a key. */
public final class InvalidSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InvalidSettingException(String message) {
        super(message);
    }
}
