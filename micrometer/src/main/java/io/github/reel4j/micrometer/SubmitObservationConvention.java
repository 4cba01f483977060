package io.github.reel4j.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The names and keys of the observation of a submit. Implement it to record other keys. Keys with low cardinality
 * become keys of meters too, so always return the same. A convention that throws affects no order, but its observation
 * is lost.
 */
public interface SubmitObservationConvention extends ObservationConvention<SubmitObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof SubmitObservationContext;
    }
}
