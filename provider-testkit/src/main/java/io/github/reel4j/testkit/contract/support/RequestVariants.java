package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Creates requests from a provider's model table: with all fields, with required fields only, and pairs that differ.
 */
public final class RequestVariants {

    /**
     * A request and the values that must appear on the wire.
     *
     * @param request the request
     * @param tags the values by field name
     */
    public record Tagged(GenerationRequest request, Map<String, String> tags) {}

    /** The fields that are tagged, or are not sent. */
    private static final Set<Field<?>> OTHERWISE_TESTED = Set.of(
            Field.PROMPT,
            Field.NEGATIVE_PROMPT,
            Field.IMAGE,
            Field.AUDIO,
            Field.VIDEO,
            Field.RESOLUTION,
            Field.SEED,
            Field.MOTION_LENGTH,
            Field.AUDIO_LENGTH);

    private static final long SEED = 73_190_412L;

    private RequestVariants() {}

    /** Returns a request with every text and number that the model accepts. */
    public static Tagged maximal(GenerationRequest plain, ModelSpec model) {
        return tagged(minimal(plain, model), model);
    }

    /** Returns a request with required values only. */
    public static GenerationRequest minimal(GenerationRequest plain, ModelSpec model) {
        return with(required(plain, model), Optional.of(model.id()), Map.of());
    }

    /** Returns two requests that differ only in their size, if the model offers several sizes. */
    public static Optional<List<GenerationRequest>> sizes(GenerationRequest plain, ModelSpec model) {
        List<OfferedValue<Resolution>> choices =
                model.field(Field.RESOLUTION).map(FieldSpec::choices).orElse(List.of());
        GenerationRequest minimal = minimal(plain, model);
        return choices.size() < 2
                ? Optional.empty()
                : Optional.of(Stream.of(choices.get(0), choices.get(choices.size() - 1))
                        .map(choice -> with(minimal, minimal.model(), Map.of(Field.RESOLUTION, choice.value())))
                        .toList());
    }

    /**
     * Returns, for each further field that allows several values, two requests that differ only in this field.
     * They may be invalid, because a value may require another field.
     */
    public static Map<String, List<GenerationRequest>> furtherFields(GenerationRequest plain, ModelSpec model) {
        Map<String, List<GenerationRequest>> pairs = new LinkedHashMap<>();
        GenerationRequest full = maximal(plain, model).request();
        for (FieldSpec<?> spec : model.fields()) {
            List<Object> values = OTHERWISE_TESTED.contains(spec.field()) ? List.of() : values(spec);
            if (values.size() > 1) {
                pairs.put(
                        spec.field().name(),
                        Stream.of(values.get(0), values.get(values.size() - 1))
                                .map(value -> with(full, full.model(), Map.of(spec.field(), value)))
                                .toList());
            }
        }
        return pairs;
    }

    private static List<Object> values(FieldSpec<?> spec) {
        Stream<String> texts = FieldSamples.validValues(spec).stream();
        return (spec.field().expected().equals("true or false") ? Stream.of("true", "false") : texts)
                .<Object>map(spec.field()::parse)
                .distinct()
                .toList();
    }

    /** Returns {@code plain} with a valid value of each further field that the model requires. */
    public static GenerationRequest required(GenerationRequest plain, ModelSpec model) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        model.fields().stream()
                .filter(FieldSpec::required)
                .filter(spec -> !plain.values().containsKey(spec.field()))
                .filter(spec -> !plain.options().containsKey(spec.field().name()))
                .forEach(spec -> values.put(
                        spec.field(),
                        spec.field().parse(FieldSamples.validValues(spec).get(0))));
        return values.isEmpty() ? plain : with(plain, plain.model(), values);
    }

    private static Tagged tagged(GenerationRequest plain, ModelSpec model) {
        Map<String, String> tags = new LinkedHashMap<>();
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        tag(model, Field.NEGATIVE_PROMPT, "no crows of the suite: keine Krähen, 无乌鸦", tags, values);
        tag(model, Field.PROMPT, "only herons of the suite: über 猫 😀", tags, values);
        tag(model, Field.SEED, SEED, tags, values);
        plain.values().forEach((field, value) -> {
            if (field.equals(Field.IMAGE) || field.equals(Field.AUDIO) || field.equals(Field.VIDEO)) {
                tags.put(field.name(), value.toString());
            }
        });
        return new Tagged(with(plain, plain.model(), values), tags);
    }

    private static <T> void tag(
            ModelSpec model, Field<T> field, T value, Map<String, String> tags, Map<Field<?>, Object> values) {
        boolean fits = model.field(field)
                .map(FieldSpec::constraint)
                .map(constraint -> constraint.violation(value).isEmpty())
                .orElse(false);
        if (fits) {
            values.put(field, value);
            tags.put(field.name(), value.toString());
        }
    }

    /**
     * Returns a copy of {@code plain} for the same model, with these values. Fields that it cannot have are left out.
     */
    public static GenerationRequest with(GenerationRequest plain, Map<Field<?>, Object> values) {
        return with(plain, plain.model(), values);
    }

    /** Sets values with the builder of each request type, because the builders have no common supertype. */
    private static GenerationRequest with(
            GenerationRequest plain, Optional<String> model, Map<Field<?>, Object> values) {
        Values of = new Values(plain, values);
        if (plain instanceof TextToVideoRequest text) {
            TextToVideoRequest.Builder builder = TextToVideoRequest.builder();
            builder.from(text)
                    .model(model)
                    .negativePrompt(of.value(Field.NEGATIVE_PROMPT))
                    .seed(of.value(Field.SEED))
                    .safetyChecker(of.value(Field.SAFETY_CHECKER))
                    .guidanceScale(of.value(Field.GUIDANCE_SCALE))
                    .inferenceSteps(of.value(Field.INFERENCE_STEPS))
                    .resolution(of.value(Field.RESOLUTION))
                    .aspectRatio(of.value(Field.ASPECT_RATIO))
                    .duration(of.value(Field.DURATION))
                    .putAllOptions(of.options());
            of.value(Field.PROMPT).ifPresent(builder::prompt);
            return builder.build();
        }
        if (plain instanceof ImageToVideoRequest image) {
            ImageToVideoRequest.Builder builder = ImageToVideoRequest.builder();
            builder.from(image)
                    .model(model)
                    .prompt(of.value(Field.PROMPT))
                    .negativePrompt(of.value(Field.NEGATIVE_PROMPT))
                    .seed(of.value(Field.SEED))
                    .safetyChecker(of.value(Field.SAFETY_CHECKER))
                    .guidanceScale(of.value(Field.GUIDANCE_SCALE))
                    .inferenceSteps(of.value(Field.INFERENCE_STEPS))
                    .lastImage(of.value(Field.LAST_IMAGE))
                    .aspectRatio(of.value(Field.ASPECT_RATIO))
                    .duration(of.value(Field.DURATION))
                    .resolution(of.value(Field.RESOLUTION))
                    .putAllOptions(of.options());
            of.value(Field.IMAGE).ifPresent(builder::image);
            return builder.build();
        }
        if (plain instanceof SpeechToVideoRequest speech) {
            SpeechToVideoRequest.Builder builder = SpeechToVideoRequest.builder();
            builder.from(speech)
                    .model(model)
                    .negativePrompt(of.value(Field.NEGATIVE_PROMPT))
                    .seed(of.value(Field.SEED))
                    .safetyChecker(of.value(Field.SAFETY_CHECKER))
                    .guidanceScale(of.value(Field.GUIDANCE_SCALE))
                    .inferenceSteps(of.value(Field.INFERENCE_STEPS))
                    .resolution(of.value(Field.RESOLUTION))
                    .prompt(of.value(Field.PROMPT))
                    .duration(of.value(Field.DURATION))
                    .audioLength(of.value(Field.AUDIO_LENGTH))
                    .putAllOptions(of.options());
            of.value(Field.IMAGE).ifPresent(builder::image);
            of.value(Field.AUDIO).ifPresent(builder::audio);
            return builder.build();
        }
        AnimateRequest.Builder builder = AnimateRequest.builder();
        builder.from((AnimateRequest) plain)
                .model(model)
                .prompt(of.value(Field.PROMPT))
                .seed(of.value(Field.SEED))
                .safetyChecker(of.value(Field.SAFETY_CHECKER))
                .guidanceScale(of.value(Field.GUIDANCE_SCALE))
                .inferenceSteps(of.value(Field.INFERENCE_STEPS))
                .motionLength(of.value(Field.MOTION_LENGTH))
                .resolution(of.value(Field.RESOLUTION))
                .putAllOptions(of.options());
        of.value(Field.IMAGE).ifPresent(builder::image);
        of.value(Field.VIDEO).ifPresent(builder::video);
        return builder.build();
    }

    /** The values to set: the new ones, or those of the request. */
    private record Values(GenerationRequest plain, Map<Field<?>, Object> values) {

        <T> Optional<T> value(Field<T> field) {
            return Optional.ofNullable(values.getOrDefault(field, plain.values().get(field)))
                    .map(field::cast);
        }

        /** Returns the new values of fields that only this vendor has. */
        Map<String, String> options() {
            Map<String, String> options = new LinkedHashMap<>();
            values.forEach((field, value) -> {
                if (!field.isPortable()) {
                    options.put(field.name(), formatted(field, value));
                }
            });
            return options;
        }

        private static <T> String formatted(Field<T> field, Object value) {
            return field.format(field.cast(value));
        }
    }
}
