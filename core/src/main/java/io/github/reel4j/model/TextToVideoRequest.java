package io.github.reel4j.model;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Orders a video from words alone. */
@Value.Immutable
@CoreStyle
public non-sealed interface TextToVideoRequest extends GenerationRequest {

    /** What is to be seen. */
    @Value.Redacted
    String prompt();

    /** What is not to be seen. */
    @Value.Redacted
    Optional<String> negativePrompt();

    @Override
    default Operation operation() {
        return Operation.TEXT_TO_VIDEO;
    }

    @Override
    default Map<Field<?>, Object> values() {
        return new FieldValues()
                .with(Field.PROMPT, prompt())
                .with(Field.NEGATIVE_PROMPT, negativePrompt())
                .with(Field.RESOLUTION, resolution())
                .with(Field.SEED, seed())
                .toMap();
    }

    static Builder builder() {
        return new Builder();
    }

    /** Not thread-safe. */
    final class Builder extends ImmutableTextToVideoRequest.Builder {}
}
