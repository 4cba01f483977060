package io.github.reel4j.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Orders a video that begins with a picture. */
@Value.Immutable
@CoreStyle
public non-sealed interface ImageToVideoRequest extends GenerationRequest {

    /** Address of the first frame, an http or https URL that the vendor can fetch. */
    @Value.Redacted
    String image();

    /** What is to happen. */
    @Value.Redacted
    Optional<String> prompt();

    /** What is not to be seen. */
    @Value.Redacted
    Optional<String> negativePrompt();

    /** Length of the video, whole seconds. */
    Optional<Duration> duration();

    @Override
    default Operation operation() {
        return Operation.IMAGE_TO_VIDEO;
    }

    @Override
    default Map<Field<?>, Object> values() {
        return new FieldValues()
                .with(Field.IMAGE, image())
                .with(Field.PROMPT, prompt())
                .with(Field.NEGATIVE_PROMPT, negativePrompt())
                .with(Field.RESOLUTION, resolution())
                .with(Field.DURATION, duration())
                .with(Field.SEED, seed())
                .toMap();
    }

    static Builder builder() {
        return new Builder();
    }

    /** Not thread-safe. */
    final class Builder extends ImmutableImageToVideoRequest.Builder {}
}
