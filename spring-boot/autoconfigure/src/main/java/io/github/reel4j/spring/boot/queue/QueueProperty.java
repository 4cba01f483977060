package io.github.reel4j.spring.boot.queue;

import java.util.function.Supplier;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Applies one property of the queue, and names it if its value is invalid. */
final class QueueProperty {

    private QueueProperty() {}

    /**
     * Returns the result of {@code setter}.
     *
     * @throws InvalidConfigurationPropertyValueException if {@code setter} throws {@link IllegalArgumentException}
     */
    static <T> T set(String name, Object value, Supplier<T> setter) {
        try {
            return setter.get();
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationPropertyValueException("reel4j.queue." + name, value, e.getMessage() + ".");
        }
    }
}
