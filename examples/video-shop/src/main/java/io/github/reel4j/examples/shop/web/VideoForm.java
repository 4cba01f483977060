package io.github.reel4j.examples.shop.web;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a customer fills in. Values that are null or blank are not set; the vendor's model table has the defaults.
 *
 * @param operation the id of the operation
 * @param image the URL of the picture
 * @param audio the URL of the speech or music
 * @param video the URL of the clip that supplies the motion
 * @param seconds the length of the video, or of the recording or clip that it follows
 */
record VideoForm(
        @Nullable String operation,
        @Nullable String prompt,
        @Nullable String image,
        @Nullable String audio,
        @Nullable String video,
        @Nullable String resolution,
        @Nullable String aspectRatio,
        @Nullable String seconds) {

    private static final int MAX_SECONDS = 3_600;

    /** Returns the description, without spaces around it; empty if the form has no description. */
    String description() {
        return text(prompt).orElse("");
    }

    /**
     * Returns the request. It is not validated: each vendor has rules of its own.
     *
     * @throws IllegalArgumentException if a value has no valid form
     */
    GenerationRequest toRequest() {
        Operation wanted = text(operation)
                .flatMap(Operation::fromId)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The operation is missing or unknown. Allowed: " + Operation.allIds() + "."));
        Optional<Resolution> size = text(resolution).map(Resolution::of);
        return switch (wanted) {
            case TEXT_TO_VIDEO ->
                TextToVideoRequest.builder()
                        .prompt(description())
                        .duration(length())
                        .aspectRatio(text(aspectRatio).map(AspectRatio::of))
                        .resolution(size)
                        .build();
            case IMAGE_TO_VIDEO ->
                ImageToVideoRequest.builder()
                        .image(text(image).orElse(""))
                        .prompt(text(prompt))
                        .duration(length())
                        .aspectRatio(text(aspectRatio).map(AspectRatio::of))
                        .resolution(size)
                        .build();
            case SPEECH_TO_VIDEO ->
                SpeechToVideoRequest.builder()
                        .image(text(image).orElse(""))
                        .audio(text(audio).orElse(""))
                        .prompt(text(prompt))
                        .audioLength(length())
                        .resolution(size)
                        .build();
            case ANIMATE, REPLACE ->
                AnimateRequest.builder()
                        .behavior(
                                wanted == Operation.REPLACE
                                        ? AnimateRequest.Behavior.REPLACE
                                        : AnimateRequest.Behavior.ANIMATE)
                        .image(text(image).orElse(""))
                        .video(text(video).orElse(""))
                        .prompt(text(prompt))
                        .motionLength(length())
                        .resolution(size)
                        .build();
        };
    }

    private Optional<Duration> length() {
        return text(seconds).map(text -> {
            if (!text.matches("[1-9]\\d{0,3}") || Integer.parseInt(text) > MAX_SECONDS) {
                throw new IllegalArgumentException(
                        "The length must be a whole number of seconds from 1 to " + MAX_SECONDS + ".");
            }
            return Duration.ofSeconds(Integer.parseInt(text));
        });
    }

    private static Optional<String> text(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns the operation only, because the rest is the customer's content. */
    @Override
    public String toString() {
        return "VideoForm[" + operation + "]";
    }
}
