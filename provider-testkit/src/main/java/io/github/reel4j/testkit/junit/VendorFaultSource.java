package io.github.reel4j.testkit.junit;

import io.github.reel4j.testkit.simulator.Fault;
import io.github.reel4j.testkit.simulator.RequestKind;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Runs a {@code @ParameterizedTest} once for each fault of a vendor or of the network. The first parameter of the test
 * is the {@link Fault}. The test queues it, for example with {@code simulator.nextSubmit(fault)} or
 * {@code simulator.nextTask().endsWith(fault)}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ArgumentsSource(FaultArguments.class)
public @interface VendorFaultSource {

    /**
     * Returns the kinds of requests that the faults are for. With {@link RequestKind#SUBMIT}, faults of submits are
     * included in which the vendor has not accepted the order; see {@link Fault#beforeAccepting}.
     *
     * @return by default empty, which stands for all kinds
     */
    RequestKind[] value() default {};
}
