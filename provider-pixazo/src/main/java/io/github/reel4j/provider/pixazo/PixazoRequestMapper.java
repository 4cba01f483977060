package io.github.reel4j.provider.pixazo;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.ResolvedRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Maps an order to the request body of the Pixazo service that runs its model. Stateless. */
final class PixazoRequestMapper {

    private PixazoRequestMapper() {}

    static PixazoApi.TextToVideo textToVideo(ResolvedRequest request) {
        return new PixazoApi.TextToVideo(
                request.model().id(),
                new PixazoApi.TextToVideo.Prompts(
                        request.get(Field.PROMPT).orElse(null),
                        request.get(Field.NEGATIVE_PROMPT).orElse(null)),
                new PixazoApi.TextToVideo.Shape(
                        request.wire(Field.RESOLUTION).orElse(null),
                        request.get(PixazoModels.N).orElse(null)));
    }

    static PixazoApi.ImageToVideo imageToVideo(ResolvedRequest request) {
        return new PixazoApi.ImageToVideo(
                request.model().id(),
                new PixazoApi.ImageToVideo.Input(
                        request.get(Field.PROMPT).orElse(null),
                        request.get(Field.NEGATIVE_PROMPT).orElse(null),
                        request.get(Field.IMAGE).orElse(null)),
                new PixazoApi.ImageToVideo.Parameters(
                        request.wire(Field.RESOLUTION)
                                .map(tier -> tier.toUpperCase(Locale.ROOT))
                                .orElse(null),
                        request.get(Field.DURATION)
                                .map(length -> new BigDecimal(Field.DURATION.format(length)))
                                .orElse(null),
                        request.get(PixazoModels.PROMPT_EXTEND).orElse(null),
                        request.get(PixazoModels.WATERMARK).orElse(null),
                        request.get(Field.SEED).orElse(null)));
    }

    static PixazoApi.SpeechToVideo speechToVideo(ResolvedRequest request) {
        return new PixazoApi.SpeechToVideo(
                request.get(Field.PROMPT).orElse(null),
                request.get(Field.IMAGE).orElse(null),
                request.get(Field.AUDIO).orElse(null),
                request.get(Field.NEGATIVE_PROMPT).orElse(null),
                request.get(Field.SEED).orElse(null),
                request.wire(Field.RESOLUTION).orElse(null),
                request.get(Field.INFERENCE_STEPS).orElse(null),
                request.get(Field.SAFETY_CHECKER).orElse(null),
                request.get(Field.GUIDANCE_SCALE).orElse(null),
                request.get(PixazoModels.SHIFT).orElse(null),
                request.get(PixazoModels.VIDEO_QUALITY).orElse(null),
                request.get(PixazoModels.VIDEO_WRITE_MODE).orElse(null));
    }

    /** Returns a map and not a record, because the names of the 2 URL fields are settings. */
    static Map<String, Object> animate(ResolvedRequest request, PixazoSettings settings) {
        Map<String, Object> body = new LinkedHashMap<>();
        request.get(Field.VIDEO).ifPresent(video -> body.put(settings.videoField(), video));
        request.get(Field.IMAGE).ifPresent(image -> body.put(settings.imageField(), image));
        request.wire(Field.RESOLUTION).ifPresent(resolution -> body.put("resolution", resolution));
        request.get(Field.SEED).ifPresent(seed -> body.put("seed", seed));
        PixazoModels.ANIMATE_OPTIONS.forEach(
                option -> request.get(option).ifPresent(value -> body.put(option.name(), value)));
        return body;
    }
}
