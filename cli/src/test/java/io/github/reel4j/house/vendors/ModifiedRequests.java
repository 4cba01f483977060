package io.github.reel4j.house.vendors;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.HashMap;
import java.util.Map;

/** A vendor's plainest orders with other values; what an order has no value of is set as an option, as any program may. */
final class ModifiedRequests {

    private ModifiedRequests() {}

    static GenerationRequest with(GenerationRequest plain, String model, Map<Field<?>, String> values) {
        Map<String, String> own = new HashMap<>();
        plain.values().forEach((field, value) -> own.put(field.name(), value.toString()));
        Map<String, String> options = new HashMap<>();
        values.forEach((field, value) -> (own.containsKey(field.name()) ? own : options).put(field.name(), value));
        return changed(plain, model, own, options);
    }

    /** The builders have no supertype of their own. */
    private static GenerationRequest changed(
            GenerationRequest plain, String model, Map<String, String> own, Map<String, String> options) {
        if (plain instanceof TextToVideoRequest) {
            return TextToVideoRequest.builder()
                    .prompt(own.getOrDefault("prompt", ""))
                    .model(model)
                    .options(options)
                    .build();
        }
        if (plain instanceof ImageToVideoRequest) {
            return ImageToVideoRequest.builder()
                    .image(own.getOrDefault("image", ""))
                    .model(model)
                    .options(options)
                    .build();
        }
        if (plain instanceof SpeechToVideoRequest) {
            return SpeechToVideoRequest.builder()
                    .prompt(own.getOrDefault("prompt", ""))
                    .image(own.getOrDefault("image", ""))
                    .audio(own.getOrDefault("audio", ""))
                    .model(model)
                    .options(options)
                    .build();
        }
        return AnimateRequest.builder()
                .behavior(((AnimateRequest) plain).behavior())
                .image(own.getOrDefault("image", ""))
                .video(own.getOrDefault("video", ""))
                .model(model)
                .options(options)
                .build();
    }
}
