package io.github.reel4j.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the provider whose {@link VendorSimulatorExtension} resolves a test parameter, in a class with several
 * extensions.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Vendor {

    /** Returns the provider's id, for example {@code pixazo}. */
    String value();
}
