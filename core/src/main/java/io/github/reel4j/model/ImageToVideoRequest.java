package io.github.reel4j.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A request for a video that starts with a given picture. */
@Value.Immutable
@CoreStyle
public non-sealed interface ImageToVideoRequest extends GenerationRequest {

    /** Returns the http or https URL of the first frame. The vendor must be able to download it. */
    @Value.Redacted
    String image();

    /**
     * Returns the http or https URL of the last frame, if the video is to end with a given picture. The vendor must be
     * able to download it.
     */
    @Value.Redacted
    Optional<String> lastImage();

    /** Returns the description of what happens in the video. */
    @Value.Redacted
    Optional<String> prompt();

    /** Returns the description of what must not appear. */
    @Value.Redacted
    Optional<String> negativePrompt();

    /** Returns the length of the video. If absent, the model's default is used. */
    Optional<Duration> duration();

    /** Returns the aspect ratio of the video. If absent, the model's default is used. */
    Optional<AspectRatio> aspectRatio();

    @Override
    default Operation operation() {
        return Operation.IMAGE_TO_VIDEO;
    }

    @Override
    default Map<Field<?>, Object> values() {
        return new FieldMapBuilder()
                .with(Field.IMAGE, image())
                .with(Field.LAST_IMAGE, lastImage())
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

    /** Returns a new, empty builder of image-to-video requests. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A mutable builder of image-to-video requests. Not thread-safe. Setters throw {@link NullPointerException} for
     * null. {@code build()} throws {@link IllegalStateException} if a required value is missing.
     */
    final class Builder extends ImmutableImageToVideoRequest.Builder implements RequestBuilder<Builder> {
        /**
         * Sets the first frame to a local file, which is uploaded when the request is ordered; see {@link #files()}. A
         * relative path starts at the working directory.
         */
        public Builder image(Path file) {
            return image(file.toUri().toString()).file(Field.IMAGE.name(), file);
        }

        /** Sets the last frame to a local file, as {@link #image(Path)} sets the first one. */
        public Builder lastImage(Path file) {
            return lastImage(file.toUri().toString()).file(Field.LAST_IMAGE.name(), file);
        }
    }
}
