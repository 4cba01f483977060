package io.github.reel4j.model;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.annotation.processing.Generated;
import org.immutables.value.Value;

/**
 * The Immutables style of this package: users see only the hand-written type and its nested builder. The generated
 * builder is not public either, so that Javadoc shows its methods as those of the nested builder. The annotation has
 * source retention, so that no class file refers to the generator.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.SOURCE)
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        builderVisibility = Value.Style.BuilderVisibility.PACKAGE,
        overshadowImplementation = true,
        redactedMask = "***",
        depluralize = true,
        put = "*",
        add = "*",
        // The annotation of Immutables itself would be in the class files, and javac would warn users about it.
        allowedClasspathAnnotations = Generated.class,
        defaults = @Value.Immutable(copy = false))
@interface CoreStyle {}
