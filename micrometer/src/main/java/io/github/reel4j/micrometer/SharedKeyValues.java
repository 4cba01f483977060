package io.github.reel4j.micrometer;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TaskState;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import java.util.Locale;
import java.util.Optional;

/** The values of the keys that several observations and meters share. */
final class SharedKeyValues {

    /** OpenTelemetry's name of the operation that generates media. */
    static final String GENERATE_CONTENT = "generate_content";

    /** OpenTelemetry's name of the operation that gets what was requested earlier. */
    static final String FETCH_RESPONSE = "fetch_response";

    private SharedKeyValues() {}

    static KeyValue provider(CallObservationContext context) {
        return KeyValue.of(ReelKeyName.PROVIDER, context.provider().value());
    }

    static KeyValue errorType(CallObservationContext context) {
        return KeyValue.of(ReelKeyName.ERROR_TYPE, errorType(context.failure()));
    }

    /** Returns the name of the kind; {@code none} without a failure. */
    static String errorType(Optional<FailureKind> failure) {
        return failure.map(FailureKind::name).orElse(KeyValue.NONE_VALUE);
    }

    /** Returns the state in lower case; {@code error} if the poll returned none. */
    static String outcome(Optional<TaskState> state) {
        return state.map(known -> known.name().toLowerCase(Locale.ROOT)).orElse("error");
    }

    /** Returns the vendor's id of the task; empty if there is no task yet. */
    static KeyValues task(CallObservationContext context) {
        return context.task()
                .map(TaskRef::id)
                .map(id -> KeyValues.of(KeyValue.of(ReelKeyName.GEN_AI_RESPONSE_ID, id)))
                .orElse(KeyValues.empty());
    }

    /** Returns the keys of OpenTelemetry's conventions that all calls about an order have. */
    static KeyValues genAi(String operation, CallObservationContext context) {
        return task(context)
                .and(KeyValue.of(ReelKeyName.GEN_AI_OPERATION_NAME, operation))
                .and(KeyValue.of(
                        ReelKeyName.GEN_AI_PROVIDER_NAME, context.provider().value()));
    }
}
