package io.github.reel4j.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

/** The names and keys of the observation of a poll. Immutable. */
final class DefaultStatusObservationConvention implements ObservationConvention<StatusObservationContext> {

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof StatusObservationContext;
    }

    @Override
    public String getName() {
        return "reel4j.status";
    }

    @Override
    public @Nullable String getContextualName(StatusObservationContext context) {
        return SharedKeyValues.FETCH_RESPONSE;
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(StatusObservationContext context) {
        return KeyValues.of(
                SharedKeyValues.provider(context),
                KeyValue.of(ReelKeyName.OUTCOME, SharedKeyValues.outcome(context.state())),
                SharedKeyValues.errorType(context));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(StatusObservationContext context) {
        return SharedKeyValues.genAi(SharedKeyValues.FETCH_RESPONSE, context);
    }
}
