package io.github.reel4j.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** A request for a video in which a pictured person speaks or sings a given recording. */
@Value.Immutable
@CoreStyle
public non-sealed interface SpeechToVideoRequest extends GenerationRequest {

    /** Returns the http or https URL of the picture. The vendor must be able to download it. */
    @Value.Redacted
    String image();

    /** Returns the http or https URL of the speech or music. The vendor must be able to download it. */
    @Value.Redacted
    String audio();

    /** Returns the description of style and content. Some vendors require one, others have no such field. */
    @Value.Redacted
    Optional<String> prompt();

    /** Returns the description of what must not appear. */
    @Value.Redacted
    Optional<String> negativePrompt();

    /** Returns the length of the video. If absent, the model's default is used. */
    Optional<Duration> duration();

    /**
     * Returns the length of the recording, if the caller knows it. It is used to estimate the price of vendors that
     * bill by it, and is never sent.
     */
    Optional<Duration> audioLength();

    @Override
    default Operation operation() {
        return Operation.SPEECH_TO_VIDEO;
    }

    @Override
    default Map<Field<?>, Object> values() {
        return new FieldMapBuilder()
                .with(Field.IMAGE, image())
                .with(Field.AUDIO, audio())
                .with(Field.PROMPT, prompt())
                .with(Field.NEGATIVE_PROMPT, negativePrompt())
                .with(Field.RESOLUTION, resolution())
                .with(Field.DURATION, duration())
                .with(Field.AUDIO_LENGTH, audioLength())
                .with(Field.SAFETY_CHECKER, safetyChecker())
                .with(Field.GUIDANCE_SCALE, guidanceScale())
                .with(Field.INFERENCE_STEPS, inferenceSteps())
                .with(Field.SEED, seed())
                .toMap();
    }

    /** Returns a new, empty builder of speech-to-video requests. */
    static Builder builder() {
        return new Builder();
    }

    /**
     * A mutable builder of speech-to-video requests. Not thread-safe. Setters throw {@link NullPointerException} for
     * null. {@code build()} throws {@link IllegalStateException} if a required value is missing.
     */
    final class Builder extends ImmutableSpeechToVideoRequest.Builder implements RequestBuilder<Builder> {
        /**
         * Sets the picture to a local file, which is uploaded when the request is ordered; see {@link #files()}. A
         * relative path starts at the working directory.
         */
        public Builder image(Path file) {
            return image(file.toUri().toString()).file(Field.IMAGE.name(), file);
        }

        /**
         * Sets the speech or music to a local file, which is uploaded when the request is ordered; see {@link
         * #files()}. A relative path starts at the working directory.
         */
        public Builder audio(Path file) {
            return audio(file.toUri().toString()).file(Field.AUDIO.name(), file);
        }
    }
}
