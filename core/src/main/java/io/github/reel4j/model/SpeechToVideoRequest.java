package io.github.reel4j.model;

import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Orders a video in which a pictured person speaks or sings what is heard. */
@Value.Immutable
@CoreStyle
public non-sealed interface SpeechToVideoRequest extends GenerationRequest {

    /** Address of the picture, an http or https URL that the vendor can fetch. */
    @Value.Redacted
    String image();

    /** Address of the speech or music, an http or https URL that the vendor can fetch. */
    @Value.Redacted
    String audio();

    /** Style and content. */
    @Value.Redacted
    String prompt();

    /** What is not to be seen. */
    @Value.Redacted
    Optional<String> negativePrompt();

    @Override
    default Operation operation() {
        return Operation.SPEECH_TO_VIDEO;
    }

    @Override
    default Map<Field<?>, Object> values() {
        return new FieldValues()
                .with(Field.IMAGE, image())
                .with(Field.AUDIO, audio())
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
    final class Builder extends ImmutableSpeechToVideoRequest.Builder {}
}
