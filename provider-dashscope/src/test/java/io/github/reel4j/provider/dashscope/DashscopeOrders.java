package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.AnimateRequest.Behavior;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.List;

/** Creates an order of each operation with only the required fields. */
final class DashscopeOrders {

    static final List<Operation> OPERATIONS = List.of(Operation.values());

    static final String IMAGE = "https://example.com/person.png";
    static final String VIDEO = "https://example.com/motion.mp4";
    static final String AUDIO = "https://example.com/voice.mp3";

    private DashscopeOrders() {}

    static GenerationRequest of(Operation operation) {
        return switch (operation) {
            case TEXT_TO_VIDEO -> text().build();
            case IMAGE_TO_VIDEO -> image().build();
            case SPEECH_TO_VIDEO -> speech().build();
            case ANIMATE -> animate().build();
            case REPLACE -> replace().build();
        };
    }

    static TextToVideoRequest.Builder text() {
        return TextToVideoRequest.builder().prompt("a red kite");
    }

    static ImageToVideoRequest.Builder image() {
        return ImageToVideoRequest.builder().image(IMAGE);
    }

    static SpeechToVideoRequest.Builder speech() {
        return SpeechToVideoRequest.builder().image(IMAGE).audio(AUDIO);
    }

    static AnimateRequest.Builder replace() {
        return animate().behavior(Behavior.REPLACE);
    }

    static AnimateRequest.Builder animate() {
        return AnimateRequest.builder().image(IMAGE).video(VIDEO);
    }
}
