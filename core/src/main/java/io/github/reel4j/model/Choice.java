package io.github.reel4j.model;

/**
 * One value that a model offers, and the vendor's own spelling of it.
 *
 * @param value portable, for example {@code 1080p}
 * @param wire what goes over the wire, for example {@code 1920*1080}
 */
public record Choice<T>(T value, String wire) {}
