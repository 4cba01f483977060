package io.github.reel4j.model;

/**
 * One value that a model offers, and the vendor's spelling of it.
 *
 * @param value the portable value, for example {@code 1080p}
 * @param wire the text that is sent to the vendor, for example {@code 1920*1080}
 * @param <T> the type of the value
 */
public record OfferedValue<T>(T value, String wire) {}
