package io.github.reel4j.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which provider's simulator a test parameter receives. Needed only in a test class with several {@link
 * VendorSimulatorExtension}s.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Vendor {

    /** Returns the provider's id, for example {@code pixazo}. */
    String value();
}
