package io.github.reel4j.project.vendors;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Copies of requests with other field values. Fields without a builder method are set as options. */
final class ModifiedRequests {

    private ModifiedRequests() {}

    static GenerationRequest with(GenerationRequest request, String model, Map<Field<?>, String> values) {
        Map<String, String> own = new HashMap<>();
        request.values().forEach((field, value) -> own.put(field.name(), value.toString()));
        Map<String, String> options = new HashMap<>();
        values.forEach((field, value) -> (own.containsKey(field.name()) ? own : options).put(field.name(), value));
        return copy(request, model, own, options);
    }

    /** Returns a copy of an order that names no model, with an option. */
    static GenerationRequest withOption(GenerationRequest request, String name, String value) {
        if (request instanceof TextToVideoRequest text) {
            return TextToVideoRequest.builder().from(text).option(name, value).build();
        }
        if (request instanceof ImageToVideoRequest image) {
            return ImageToVideoRequest.builder().from(image).option(name, value).build();
        }
        if (request instanceof SpeechToVideoRequest speech) {
            return SpeechToVideoRequest.builder()
                    .from(speech)
                    .option(name, value)
                    .build();
        }
        return AnimateRequest.builder()
                .from((AnimateRequest) request)
                .option(name, value)
                .build();
    }

    /** One branch for each type, because the builders have no common supertype. */
    private static GenerationRequest copy(
            GenerationRequest request, String model, Map<String, String> own, Map<String, String> options) {
        if (request instanceof TextToVideoRequest) {
            return TextToVideoRequest.builder()
                    .prompt(own.getOrDefault("prompt", ""))
                    .model(model)
                    .options(options)
                    .build();
        }
        if (request instanceof ImageToVideoRequest) {
            return ImageToVideoRequest.builder()
                    .image(own.getOrDefault("image", ""))
                    .prompt(Optional.ofNullable(own.get("prompt")))
                    .omitIfUnsupported(request.omitIfUnsupported())
                    .model(model)
                    .options(options)
                    .build();
        }
        if (request instanceof SpeechToVideoRequest) {
            return SpeechToVideoRequest.builder()
                    .prompt(own.getOrDefault("prompt", ""))
                    .image(own.getOrDefault("image", ""))
                    .audio(own.getOrDefault("audio", ""))
                    .omitIfUnsupported(request.omitIfUnsupported())
                    .model(model)
                    .options(options)
                    .build();
        }
        return AnimateRequest.builder()
                .behavior(((AnimateRequest) request).behavior())
                .image(own.getOrDefault("image", ""))
                .video(own.getOrDefault("video", ""))
                .model(model)
                .options(options)
                .build();
    }
}
