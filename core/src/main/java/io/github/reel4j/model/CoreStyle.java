package io.github.reel4j.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * How the values of this package are generated: only the hand-written type and its nested builder are seen. It is our own
 * annotation, kept in source alone, so that no class file of ours names the generator's settings.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        redactedMask = "***",
        depluralize = true,
        put = "*",
        add = "*",
        defaults = @Value.Immutable(copy = false))
@interface CoreStyle {}
