package io.github.reel4j.provider.fal;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.AnimateRequest.Behavior;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;

/** Creates an order of each operation with only the required fields. */
final class FalOrders {

    static final String PROMPT = "a red kite over dunes";
    static final String IMAGE = "https://example.com/character.png";
    static final String LAST_IMAGE = "https://example.com/last.png";
    static final String AUDIO = "https://example.com/speech.mp3";
    static final String VIDEO = "https://example.com/motion.mp4";

    private FalOrders() {}

    static GenerationRequest of(Operation operation) {
        return switch (operation) {
            case TEXT_TO_VIDEO -> text().build();
            case IMAGE_TO_VIDEO -> image().build();
            case SPEECH_TO_VIDEO -> speech().build();
            case ANIMATE -> animate().build();
            case REPLACE -> animate().behavior(Behavior.REPLACE).build();
        };
    }

    static TextToVideoRequest.Builder text() {
        return TextToVideoRequest.builder().prompt(PROMPT);
    }

    static TextToVideoRequest.Builder textTurbo() {
        return text().model(FalModels.TEXT + FalModels.TURBO);
    }

    static ImageToVideoRequest.Builder image() {
        return ImageToVideoRequest.builder().image(IMAGE).prompt(PROMPT);
    }

    static ImageToVideoRequest.Builder imageTurbo() {
        return image().model(FalModels.IMAGE + FalModels.TURBO);
    }

    static SpeechToVideoRequest.Builder speech() {
        return SpeechToVideoRequest.builder().image(IMAGE).audio(AUDIO).prompt(PROMPT);
    }

    static AnimateRequest.Builder animate() {
        return AnimateRequest.builder().image(IMAGE).video(VIDEO);
    }
}
