package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.List;

/** Creates an order of each operation with only the required fields. */
final class PixazoOrders {

    static final List<Operation> OPERATIONS =
            List.of(Operation.TEXT_TO_VIDEO, Operation.IMAGE_TO_VIDEO, Operation.SPEECH_TO_VIDEO, Operation.ANIMATE);

    static final String IMAGE = "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/nano-banana.jpeg";
    static final String AUDIO = "https://pub-582b7213209642b9b995c96c95a30381.r2.dev/input_music.mp3";
    static final String VIDEO = "https://example.com/motion.mp4";

    private PixazoOrders() {}

    static GenerationRequest of(Operation operation) {
        return switch (operation) {
            case TEXT_TO_VIDEO -> text().build();
            case IMAGE_TO_VIDEO -> image().build();
            case SPEECH_TO_VIDEO -> speech().build();
            default -> animate().build();
        };
    }

    static TextToVideoRequest.Builder text() {
        return TextToVideoRequest.builder().prompt("A kitten running in the moonlight");
    }

    static ImageToVideoRequest.Builder image() {
        return ImageToVideoRequest.builder().image(IMAGE);
    }

    static SpeechToVideoRequest.Builder speech() {
        return SpeechToVideoRequest.builder().prompt("A man sings").image(IMAGE).audio(AUDIO);
    }

    static AnimateRequest.Builder animate() {
        return AnimateRequest.builder().image(IMAGE).video(VIDEO);
    }
}
