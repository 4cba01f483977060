package io.github.reel4j.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * The default names and keys of the observation of a submit. The names of meters are reel4j's own, which stay; keys of
 * OpenTelemetry's conventions for generative AI, which are still in development, are on spans only. Extend it to change
 * single keys. Immutable.
 */
public class DefaultSubmitObservationConvention implements SubmitObservationConvention {

    /** Creates the convention. */
    public DefaultSubmitObservationConvention() {}

    @Override
    public String getName() {
        return "reel4j.submit";
    }

    @Override
    public @Nullable String getContextualName(SubmitObservationContext context) {
        return SharedKeyValues.GENERATE_CONTENT + " " + context.model();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(SubmitObservationContext context) {
        return KeyValues.of(
                SharedKeyValues.provider(context),
                KeyValue.of(ReelKeyName.MODEL, context.model()),
                KeyValue.of(ReelKeyName.OPERATION, context.operation().id()),
                SharedKeyValues.errorType(context));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(SubmitObservationContext context) {
        KeyValues keys = SharedKeyValues.genAi(SharedKeyValues.GENERATE_CONTENT, context)
                .and(KeyValue.of(ReelKeyName.GEN_AI_REQUEST_MODEL, context.model()))
                .and(KeyValue.of(ReelKeyName.GEN_AI_OUTPUT_TYPE, "video"));
        return context.resolution()
                .map(resolution -> keys.and(KeyValue.of(ReelKeyName.RESOLUTION, resolution.toString())))
                .orElse(keys);
    }
}
