package io.github.reel4j.provider.fal;

import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Maps an order to the input object of its model. fal has no field for the length of a video: a duration is sent as
 * frames at the default frame rate. Stateless.
 */
final class FalRequestMapper {

    private static final Map<Field<?>, String> NAMES = Map.of(
            Field.IMAGE, "image_url",
            Field.LAST_IMAGE, "end_image_url",
            Field.AUDIO, "audio_url",
            Field.VIDEO, "video_url");

    private FalRequestMapper() {}

    static Map<String, Object> input(ResolvedRequest request) {
        Map<String, Object> input = new LinkedHashMap<>();
        for (FieldSpec<?> spec : request.model().fields()) {
            put(input, request, spec.field());
        }
        return input;
    }

    private static <T> void put(Map<String, Object> input, ResolvedRequest request, Field<T> field) {
        request.get(field).ifPresent(value -> {
            if (value instanceof Duration duration) {
                input.put(
                        FalModels.NUM_FRAMES.name(), FalFrameCount.of(duration).longValue());
                input.put(FalModels.FRAMES_PER_SECOND.name(), FalModels.DEFAULT_RATE);
            } else {
                boolean spelled = value instanceof Resolution || value instanceof AspectRatio;
                String name = NAMES.getOrDefault(field, field.name());
                input.put(name, spelled ? request.wire(field).orElseThrow() : value);
            }
        });
    }
}
