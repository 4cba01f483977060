package io.github.reel4j.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A request for a video in which a pictured character follows the motion of a clip, or replaces the person in it. */
@Value.Immutable
@CoreStyle
public non-sealed interface AnimateRequest extends GenerationRequest {

    /** How the character relates to the clip. */
    enum Behavior {
        /** The character moves like the person in the clip. */
        ANIMATE,
        /** The character replaces the person in the clip. */
        REPLACE
    }

    /** Returns how the character relates to the clip. Defaults to {@link Behavior#ANIMATE}. */
    @Value.Default
    default Behavior behavior() {
        return Behavior.ANIMATE;
    }

    /** Returns the http or https URL of the character's picture. The vendor must be able to download it. */
    @Value.Redacted
    String image();

    /** Returns the http or https URL of the motion clip. The vendor must be able to download it. */
    @Value.Redacted
    String video();

    /** Returns the description of the wanted video. */
    @Value.Redacted
    Optional<String> prompt();

    /**
     * Returns the length of the motion clip, if the caller knows it. It is used to estimate the price of vendors that
     * bill by it, and is never sent.
     */
    Optional<Duration> motionLength();

    @Override
    default Operation operation() {
        return behavior() == Behavior.REPLACE ? Operation.REPLACE : Operation.ANIMATE;
    }

    @Override
    default Map<Field<?>, Object> values() {
        return new FieldMapBuilder()
                .with(Field.IMAGE, image())
                .with(Field.VIDEO, video())
                .with(Field.PROMPT, prompt())
                .with(Field.RESOLUTION, resolution())
                .with(Field.MOTION_LENGTH, motionLength())
                .with(Field.SAFETY_CHECKER, safetyChecker())
                .with(Field.GUIDANCE_SCALE, guidanceScale())
                .with(Field.INFERENCE_STEPS, inferenceSteps())
                .with(Field.SEED, seed())
                .toMap();
    }

    /** Returns a new, empty builder of animate requests. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A mutable builder of animate requests. Not thread-safe. Setters throw {@link NullPointerException} for null.
     * {@code build()} throws {@link IllegalStateException} if a required value is missing.
     */
    final class Builder extends ImmutableAnimateRequest.Builder implements RequestBuilder<Builder> {
        /**
         * Sets the character's picture to a local file, which is uploaded when the request is ordered; see {@link
         * #files()}. A relative path starts at the working directory.
         */
        public Builder image(Path file) {
            return image(file.toUri().toString()).file(Field.IMAGE.name(), file);
        }

        /**
         * Sets the motion clip to a local file, which is uploaded when the request is ordered; see {@link #files()}. A
         * relative path starts at the working directory.
         */
        public Builder video(Path file) {
            return video(file.toUri().toString()).file(Field.VIDEO.name(), file);
        }
    }
}
