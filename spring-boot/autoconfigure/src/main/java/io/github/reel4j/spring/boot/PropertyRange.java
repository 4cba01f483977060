package io.github.reel4j.spring.boot;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Checks that the values of properties are within their ranges. Stateless. */
final class PropertyRange {

    private PropertyRange() {}

    /** Returns {@code value} if it is more than 0. Otherwise throws. */
    static Duration positive(String name, Duration value) {
        require(!value.isNegative() && !value.isZero(), name, value, "more than 0, for example 30s or 5m");
        return value;
    }

    /**
     * Throws unless a value is allowed.
     *
     * @param name the name of the property, without the prefix {@code reel4j}
     * @throws InvalidConfigurationPropertyValueException if {@code allowed} is false
     */
    static void require(boolean allowed, String name, @Nullable Object value, String range) {
        if (!allowed) {
            throw new InvalidConfigurationPropertyValueException("reel4j." + name, value, "Allowed: " + range + ".");
        }
    }
}
