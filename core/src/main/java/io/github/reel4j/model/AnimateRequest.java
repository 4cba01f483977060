package io.github.reel4j.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** Orders a video in which a pictured character follows the motion of a clip, or replaces the person in it. */
@Value.Immutable
@CoreStyle
public non-sealed interface AnimateRequest extends GenerationRequest {

    /** What the character does with the clip. */
    enum Behavior {
        /** Moves as the person in the clip. */
        ANIMATE,
        /** Takes the place of the person in the clip. */
        REPLACE
    }

    @Value.Default
    default Behavior behavior() {
        return Behavior.ANIMATE;
    }

    /** Address of the character's picture, an http or https URL that the vendor can fetch. */
    @Value.Redacted
    String image();

    /** Address of the motion clip, an http or https URL that the vendor can fetch. */
    @Value.Redacted
    String video();

    @Value.Redacted
    Optional<String> prompt();

    /** Length of the motion clip, if the caller knows it: vendors that bill by it can then be priced. It is never sent. */
    Optional<Duration> motionLength();

    @Override
    default Operation operation() {
        return behavior() == Behavior.REPLACE ? Operation.REPLACE : Operation.ANIMATE;
    }

    @Override
    default Map<Field<?>, Object> values() {
        return new FieldValues()
                .with(Field.IMAGE, image())
                .with(Field.VIDEO, video())
                .with(Field.PROMPT, prompt())
                .with(Field.RESOLUTION, resolution())
                .with(Field.MOTION_LENGTH, motionLength())
                .with(Field.SEED, seed())
                .toMap();
    }

    static Builder builder() {
        return new Builder();
    }

    /** Not thread-safe. */
    final class Builder extends ImmutableAnimateRequest.Builder {}
}
