package io.github.reel4j.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The names and keys of the observation of a download. The rules of {@link SubmitObservationConvention} apply, and one
 * that throws affects no download.
 */
public interface DownloadObservationConvention extends ObservationConvention<DownloadObservationContext> {

    @Override
    default boolean supportsContext(Observation.Context context) {
        return context instanceof DownloadObservationContext;
    }
}
