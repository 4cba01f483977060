package io.github.reel4j.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/** The observations of this module, with their keys. Each becomes a timer and a span, as the registry is set up. */
public enum ReelObservationDocumentation implements ObservationDocumentation {
    /** One send of an order, on the thread that sends it; a child of the caller's observation. */
    SUBMIT,
    /** One transfer of a video, on the thread that transfers it; a child of the caller's observation. */
    DOWNLOAD,
    /** One poll; only with {@link PollRecording#SPANS}. */
    STATUS;

    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
        return switch (this) {
            case SUBMIT -> DefaultSubmitObservationConvention.class;
            case DOWNLOAD -> DefaultDownloadObservationConvention.class;
            case STATUS -> DefaultStatusObservationConvention.class;
        };
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
        return switch (this) {
            case SUBMIT ->
                new KeyName[] {ReelKeyName.PROVIDER, ReelKeyName.MODEL, ReelKeyName.OPERATION, ReelKeyName.ERROR_TYPE};
            case DOWNLOAD -> new KeyName[] {ReelKeyName.PROVIDER, ReelKeyName.ERROR_TYPE};
            case STATUS -> new KeyName[] {ReelKeyName.PROVIDER, ReelKeyName.OUTCOME, ReelKeyName.ERROR_TYPE};
        };
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
        return switch (this) {
            case SUBMIT ->
                new KeyName[] {
                    ReelKeyName.GEN_AI_OPERATION_NAME,
                    ReelKeyName.GEN_AI_PROVIDER_NAME,
                    ReelKeyName.GEN_AI_REQUEST_MODEL,
                    ReelKeyName.GEN_AI_OUTPUT_TYPE,
                    ReelKeyName.GEN_AI_RESPONSE_ID,
                    ReelKeyName.RESOLUTION
                };
            case DOWNLOAD -> new KeyName[] {ReelKeyName.GEN_AI_RESPONSE_ID, ReelKeyName.DOWNLOAD_BYTES};
            case STATUS ->
                new KeyName[] {
                    ReelKeyName.GEN_AI_OPERATION_NAME, ReelKeyName.GEN_AI_PROVIDER_NAME, ReelKeyName.GEN_AI_RESPONSE_ID
                };
        };
    }
}
