package io.github.reel4j.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A request for a video that is generated from text alone. */
@Value.Immutable
@CoreStyle
public non-sealed interface TextToVideoRequest extends GenerationRequest {

    /** Returns the description of the wanted video. */
    @Value.Redacted
    String prompt();

    /** Returns the description of what must not appear. */
    @Value.Redacted
    Optional<String> negativePrompt();

    /** Returns the length of the video. If absent, the model's default is used. */
    Optional<Duration> duration();

    /** Returns the aspect ratio of the video. If absent, the model's default is used. */
    Optional<AspectRatio> aspectRatio();

    @Override
    default Operation operation() {
        return Operation.TEXT_TO_VIDEO;
    }

    @Override
    default Map<Field<?>, Object> values() {
        return new FieldMapBuilder()
                .with(Field.PROMPT, prompt())
                .with(Field.NEGATIVE_PROMPT, negativePrompt())
                .with(Field.RESOLUTION, resolution())
                .with(Field.ASPECT_RATIO, aspectRatio())
                .with(Field.DURATION, duration())
                .with(Field.SAFETY_CHECKER, safetyChecker())
                .with(Field.GUIDANCE_SCALE, guidanceScale())
                .with(Field.INFERENCE_STEPS, inferenceSteps())
                .with(Field.SEED, seed())
                .toMap();
    }

    /** Returns a new, empty builder of text-to-video requests. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A mutable builder of text-to-video requests. Not thread-safe. Setters throw {@link NullPointerException} for
     * null. {@code build()} throws {@link IllegalStateException} if a required value is missing.
     */
    final class Builder extends ImmutableTextToVideoRequest.Builder implements RequestBuilder<Builder> {}
}
