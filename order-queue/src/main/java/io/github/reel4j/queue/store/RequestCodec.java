package io.github.reel4j.queue.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.RequestBuilder;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Converts requests to JSON and back. The form has a version, so that workers of 2 versions run side by side.
 * Stateless.
 */
public final class RequestCodec {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> PROPERTIES =
            Set.of("version", "operation", "model", "undocumented", "omit_if_unsupported", "values", "options");

    private RequestCodec() {}

    /**
     * Returns the JSON of a request.
     *
     * @throws IllegalArgumentException if the request has local files, which other machines cannot read, or
     *     characters that the database cannot store
     */
    public static String format(GenerationRequest request) {
        if (!request.files().isEmpty()) {
            throw new IllegalArgumentException("a queued order may not have local files ("
                    + String.join(", ", request.files().keySet()) + "), because the worker may run on another machine."
                    + " Put the file where the vendor can fetch it, and set its https URL. Nothing was ordered.");
        }
        requireStorable("model", request.model().orElse(""));
        request.values().forEach((field, value) -> requireStorable(field.name(), text(field, value)));
        request.options().forEach((name, value) -> requireStorable("option " + name.replace('\0', '?'), name + value));
        ObjectNode json = JSON.createObjectNode();
        json.put("version", VERSION);
        json.put("operation", request.operation().id());
        request.model().ifPresent(model -> json.put("model", model));
        if (request.allowUndocumentedValues()) {
            json.put("undocumented", true);
        }
        if (!request.omitIfUnsupported().isEmpty()) {
            ArrayNode omitted = json.putArray("omit_if_unsupported");
            request.omitIfUnsupported().stream().map(Field::name).sorted().forEach(omitted::add);
        }
        ObjectNode values = json.putObject("values");
        request.values().forEach((field, value) -> values.put(field.name(), text(field, value)));
        ObjectNode options = json.putObject("options");
        request.options().forEach(options::put);
        return json.toString();
    }

    /**
     * PostgreSQL stores neither the character NUL nor half of a surrogate pair; the driver would replace the latter.
     */
    private static void requireStorable(String name, String text) {
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(RequestCodec::isSurrogate)) {
            throw new IllegalArgumentException("the " + name + " of a queued order may have neither the character NUL"
                    + " (U+0000) nor an unpaired surrogate (U+D800 to U+DFFF), because PostgreSQL cannot store them."
                    + " Remove the character. Nothing was ordered.");
        }
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static <T> String text(Field<T> field, Object value) {
        return field.format(field.cast(value));
    }

    /**
     * Returns the request of a JSON text.
     *
     * @throws IllegalArgumentException if the text is damaged, or a newer version has written it
     */
    public static GenerationRequest parse(String text) {
        JsonNode json = read(text);
        if (json.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("the stored request has version " + json.path("version")
                    + ", but this worker reads version " + VERSION + ". Update the worker.");
        }
        requireAllKnown(json);
        Values values = new Values(texts(json.path("values")));
        Operation operation = operation(json.path("operation").asText());
        RequestBuilder<?> builder = switch (operation) {
            case TEXT_TO_VIDEO ->
                TextToVideoRequest.builder()
                        .prompt(values.required(Field.PROMPT))
                        .negativePrompt(values.optional(Field.NEGATIVE_PROMPT))
                        .aspectRatio(values.optional(Field.ASPECT_RATIO))
                        .duration(values.optional(Field.DURATION));
            case IMAGE_TO_VIDEO ->
                ImageToVideoRequest.builder()
                        .image(values.required(Field.IMAGE))
                        .prompt(values.optional(Field.PROMPT))
                        .negativePrompt(values.optional(Field.NEGATIVE_PROMPT))
                        .duration(values.optional(Field.DURATION))
                        .lastImage(values.optional(Field.LAST_IMAGE))
                        .aspectRatio(values.optional(Field.ASPECT_RATIO));
            case SPEECH_TO_VIDEO ->
                SpeechToVideoRequest.builder()
                        .image(values.required(Field.IMAGE))
                        .audio(values.required(Field.AUDIO))
                        .prompt(values.optional(Field.PROMPT))
                        .negativePrompt(values.optional(Field.NEGATIVE_PROMPT))
                        .duration(values.optional(Field.DURATION))
                        .audioLength(values.optional(Field.AUDIO_LENGTH));
            case ANIMATE, REPLACE ->
                AnimateRequest.builder()
                        .behavior(
                                operation == Operation.REPLACE
                                        ? AnimateRequest.Behavior.REPLACE
                                        : AnimateRequest.Behavior.ANIMATE)
                        .image(values.required(Field.IMAGE))
                        .video(values.required(Field.VIDEO))
                        .prompt(values.optional(Field.PROMPT))
                        .motionLength(values.optional(Field.MOTION_LENGTH));
        };
        GenerationRequest request = common(builder, json, values).build();
        values.requireAllUsed();
        return request;
    }

    private static void requireAllKnown(JsonNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!PROPERTIES.contains(name)) {
                throw new IllegalArgumentException("the stored request has a property that this worker does not know: "
                        + name + ". Update the worker.");
            }
        });
    }

    /** Sets the values that requests of all operations have. */
    private static <B extends RequestBuilder<B>> RequestBuilder<B> common(
            RequestBuilder<B> builder, JsonNode json, Values values) {
        return builder.model(model(json))
                .resolution(values.optional(Field.RESOLUTION))
                .seed(values.optional(Field.SEED))
                .safetyChecker(values.optional(Field.SAFETY_CHECKER))
                .guidanceScale(values.optional(Field.GUIDANCE_SCALE))
                .inferenceSteps(values.optional(Field.INFERENCE_STEPS))
                .omitIfUnsupported(omitted(json))
                .options(texts(json.path("options")))
                .allowUndocumentedValues(json.path("undocumented").asBoolean());
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) { // its message may quote the prompt
            throw new IllegalArgumentException("the stored request is damaged: not JSON. Cancel the order, and place it"
                    + " again under a new key.");
        }
    }

    private static Operation operation(String id) {
        return Operation.fromId(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "the stored request has the unknown operation '" + id + "'. Update the worker."));
    }

    private static Optional<String> model(JsonNode json) {
        return Optional.ofNullable(json.path("model").textValue());
    }

    private static Set<Field<?>> omitted(JsonNode json) {
        Set<Field<?>> fields = new HashSet<>();
        json.path("omit_if_unsupported")
                .forEach(name -> fields.add(Field.portable().stream()
                        .filter(field -> field.name().equals(name.asText()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "the stored request names a field that this worker does not know: " + name
                                        + ". Update the worker."))));
        return fields;
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.properties()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }

    /** The values of a stored request. A value that no field takes would be lost silently, so it is an error. */
    private static final class Values {

        private final Map<String, String> remaining;

        Values(Map<String, String> texts) {
            this.remaining = texts;
        }

        <T> Optional<T> optional(Field<T> field) {
            return Optional.ofNullable(remaining.remove(field.name())).map(field::parse);
        }

        <T> T required(Field<T> field) {
            return optional(field)
                    .orElseThrow(() -> new IllegalArgumentException("the stored request has no " + field.name() + "."));
        }

        void requireAllUsed() {
            if (!remaining.isEmpty()) {
                throw new IllegalArgumentException("the stored request has values that this worker does not know: "
                        + String.join(", ", remaining.keySet()) + ". Update the worker.");
            }
        }
    }
}
