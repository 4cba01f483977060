package io.github.reel4j.testkit.contract.subject;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;

/** Minimal sample requests for each operation. */
public final class SampleRequests {

    private static final String IMAGE = "https://media.example/character.png";

    private SampleRequests() {}

    /** Returns a request that sets only the required values of {@code operation}. */
    public static GenerationRequest of(Operation operation) {
        return switch (operation) {
            case TEXT_TO_VIDEO ->
                TextToVideoRequest.builder().prompt("a heron at dawn").build();
            case IMAGE_TO_VIDEO -> ImageToVideoRequest.builder().image(IMAGE).build();
            case SPEECH_TO_VIDEO ->
                SpeechToVideoRequest.builder()
                        .image(IMAGE)
                        .audio("https://media.example/voice.mp3")
                        .prompt("a woman reads the news")
                        .build();
            case ANIMATE, REPLACE ->
                AnimateRequest.builder()
                        .behavior(
                                operation == Operation.REPLACE
                                        ? AnimateRequest.Behavior.REPLACE
                                        : AnimateRequest.Behavior.ANIMATE)
                        .image(IMAGE)
                        .video("https://media.example/dance.mp4")
                        .build();
        };
    }
}
