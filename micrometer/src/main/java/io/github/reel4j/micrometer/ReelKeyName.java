package io.github.reel4j.micrometer;

import io.micrometer.common.docs.KeyName;

/** The keys of all observations and meters of this module. */
public enum ReelKeyName implements KeyName {
    /** The id of the provider, for example {@code acme}. */
    PROVIDER("provider"),
    /** The vendor's id of the model; {@code none} if this client did not submit the order. */
    MODEL("model"),
    /** The kind of generation, for example {@code text-to-video}; {@code none} if it is not known. */
    OPERATION("operation"),
    /** What became of it; each meter lists its values. */
    OUTCOME("outcome"),
    /** The {@link io.github.reel4j.model.FailureKind} of a failure; {@code none} without a failure. */
    ERROR_TYPE("error.type"),
    /** The ISO 4217 code of a currency. */
    CURRENCY("currency"),
    /** The resolution that was ordered, for example {@code 720p}. */
    RESOLUTION("reel4j.resolution"),
    /** The size of a downloaded file in bytes. */
    DOWNLOAD_BYTES("reel4j.download.bytes"),
    /** OpenTelemetry: {@code generate_content} or {@code fetch_response}. */
    GEN_AI_OPERATION_NAME("gen_ai.operation.name"),
    /** OpenTelemetry: the id of the provider. */
    GEN_AI_PROVIDER_NAME("gen_ai.provider.name"),
    /** OpenTelemetry: the vendor's id of the model. */
    GEN_AI_REQUEST_MODEL("gen_ai.request.model"),
    /** OpenTelemetry: always {@code video}. */
    GEN_AI_OUTPUT_TYPE("gen_ai.output.type"),
    /** OpenTelemetry: the vendor's id of the task. It links the spans of one order. */
    GEN_AI_RESPONSE_ID("gen_ai.response.id");

    private final String key;

    ReelKeyName(String key) {
        this.key = key;
    }

    @Override
    public String asString() {
        return key;
    }
}
