package io.github.reel4j.testkit.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says whose client, simulator or time a parameter of a test is, in a class with several {@link VendorSimulatorExtension}s. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Vendor {

    /** The provider's id, for example {@code pixazo}. */
    String value();
}
