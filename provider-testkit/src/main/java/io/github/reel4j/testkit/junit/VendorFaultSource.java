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
 * Runs a {@code @ParameterizedTest} once under each fault that a vendor, or the network to it, can have. The first parameter of
 * the test is the {@link Fault}; the test decides what meets it: {@code nextSubmit}, {@code nextTask().then}, {@code nextPoll} or
 * {@code nextDownload}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ArgumentsSource(FaultArguments.class)
public @interface VendorFaultSource {

    /**
     * What the faults are for. Those of a submit come in two kinds: the vendor has accepted and billed the order, or it has not.
     *
     * @return nothing, the default, for all that polls and downloads can meet, with submits' besides
     */
    RequestKind[] value() default {};
}
