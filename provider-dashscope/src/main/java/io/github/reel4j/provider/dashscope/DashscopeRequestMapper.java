package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps an order to the body of a request. Stateless. */
final class DashscopeRequestMapper {

    /** The fields that the vendor's documents name as the model table does. */
    private static final List<Field<?>> INPUTS =
            List.of(Field.PROMPT, Field.NEGATIVE_PROMPT, DashscopeModels.TEMPLATE, DashscopeModels.AUDIO_URL);

    private static final List<Field<?>> PARAMETERS =
            List.of(DashscopeModels.PROMPT_EXTEND, Field.SEED, DashscopeModels.MODE, DashscopeModels.CHECK_IMAGE);

    private static final List<Field<String>> MEDIA =
            List.of(Field.IMAGE, Field.LAST_IMAGE, Field.AUDIO, Field.VIDEO, DashscopeModels.AUDIO_URL);

    private DashscopeRequestMapper() {}

    /** Returns a map and not a record, because most fields of a request belong to some models only. */
    static Map<String, Object> order(ResolvedRequest request) {
        Map<String, Object> input = new LinkedHashMap<>();
        INPUTS.forEach(field -> put(input, field.name(), request.get(field)));
        put(input, imageName(request), request.get(Field.IMAGE));
        put(input, "last_frame_url", request.get(Field.LAST_IMAGE));
        put(input, "audio_url", request.get(Field.AUDIO));
        put(input, "video_url", request.get(Field.VIDEO));
        Map<String, Object> parameters = new LinkedHashMap<>();
        boolean fromText = request.operation() == Operation.TEXT_TO_VIDEO;
        put(parameters, "size", fromText ? DashscopeSizes.wireValue(request) : Optional.empty());
        put(parameters, "resolution", fromText ? Optional.empty() : request.wire(Field.RESOLUTION));
        put(
                parameters,
                "duration",
                request.get(Field.DURATION).map(Field.DURATION::format).map(BigDecimal::new));
        PARAMETERS.forEach(field -> put(parameters, field.name(), request.get(field)));
        put(
                request.model().field(Field.VIDEO).isPresent() ? input : parameters,
                "watermark",
                request.get(DashscopeModels.WATERMARK));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("model", request.model().id());
        body.put("input", input);
        body.put("parameters", parameters);
        return body;
    }

    /** Returns the body of the request that checks the picture of an order. */
    static Map<String, Object> faceCheck(ResolvedRequest request) {
        Map<String, String> input = Map.of("image_url", request.get(Field.IMAGE).orElse(""));
        return Map.of("model", "wan2.2-s2v-detect", "input", input);
    }

    /** Returns the segment of the path that orders of this kind go to. */
    static String task(ResolvedRequest request) {
        return request.operation() == Operation.TEXT_TO_VIDEO
                        || imageName(request).equals("img_url")
                ? "video-generation"
                : "image2video";
    }

    /** Returns whether an input is a file that was uploaded to the vendor, which needs a header. */
    static boolean usesUpload(ResolvedRequest request) {
        return MEDIA.stream().anyMatch(field -> request.get(field).orElse("").startsWith("oss://"));
    }

    private static String imageName(ResolvedRequest request) {
        if (request.operation() != Operation.IMAGE_TO_VIDEO) {
            return "image_url";
        }
        return request.model().field(Field.LAST_IMAGE).isPresent() ? "first_frame_url" : "img_url";
    }

    private static void put(Map<String, Object> object, String name, Optional<?> value) {
        value.ifPresent(present -> object.put(name, present));
    }
}
