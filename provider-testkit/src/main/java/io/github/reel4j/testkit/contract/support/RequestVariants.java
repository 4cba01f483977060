package io.github.reel4j.testkit.contract.support;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Choice;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Orders made from a provider's own table: the fullest and the plainest of each model. */
public final class RequestVariants {

    /**
     * An order and what must be seen of it on the wire.
     *
     * @param tags what to look for, by field
     */
    public record Tagged(GenerationRequest request, Map<String, String> tags) {}

    private static final long SEED = 73_190_412L;

    private RequestVariants() {}

    /** An order with every text and number set that the model takes. */
    public static Tagged maximal(GenerationRequest plain, ModelSpec model) {
        return marked(minimal(plain, model), model);
    }

    /** An order with nothing set but what is required. */
    public static GenerationRequest minimal(GenerationRequest plain, ModelSpec model) {
        return with(required(plain, model), Optional.of(model.id()), Map.of());
    }

    /** Two orders that differ in their size alone, if the model offers several. */
    public static Optional<List<GenerationRequest>> sizes(GenerationRequest plain, ModelSpec model) {
        List<Choice<Resolution>> choices =
                model.field(Field.RESOLUTION).map(FieldSpec::choices).orElse(List.of());
        GenerationRequest plainest = minimal(plain, model);
        return choices.size() < 2
                ? Optional.empty()
                : Optional.of(Stream.of(choices.get(0), choices.get(choices.size() - 1))
                        .map(choice -> with(plainest, plainest.model(), Map.of(Field.RESOLUTION, choice.value())))
                        .toList());
    }

    /**
     * By field that only this vendor has, two orders that differ in its value alone; none of a field that takes one value. An order
     * need not be legal: a value may demand another field.
     */
    public static Map<String, List<GenerationRequest>> ownFields(GenerationRequest plain, ModelSpec model) {
        Map<String, List<GenerationRequest>> pairs = new LinkedHashMap<>();
        GenerationRequest full = maximal(plain, model).request();
        for (FieldSpec<?> spec : model.fields()) {
            List<Object> values = spec.field().isPortable() ? List.of() : values(spec);
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

    /** The order, and beside it whatever else the model requires: a value of each such field that its table allows. */
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

    private static Tagged marked(GenerationRequest plain, ModelSpec model) {
        Map<String, String> marks = new LinkedHashMap<>();
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        mark(model, Field.NEGATIVE_PROMPT, "no crows of the suite: keine Krähen, 无乌鸦", marks, values);
        mark(model, Field.PROMPT, "only herons of the suite: über 猫 😀", marks, values);
        mark(model, Field.SEED, SEED, marks, values);
        plain.values().forEach((field, value) -> {
            if (field.equals(Field.IMAGE) || field.equals(Field.AUDIO) || field.equals(Field.VIDEO)) {
                marks.put(field.name(), value.toString());
            }
        });
        return new Tagged(with(plain, plain.model(), values), marks);
    }

    private static <T> void mark(
            ModelSpec model, Field<T> field, T value, Map<String, String> marks, Map<Field<?>, Object> values) {
        boolean fits = model.field(field)
                .map(FieldSpec::constraint)
                .map(constraint -> constraint.violation(value).isEmpty())
                .orElse(false);
        if (fits) {
            values.put(field, value);
            marks.put(field.name(), value.toString());
        }
    }

    /** The builders have no supertype of their own, so each is told of every value by itself. */
    private static GenerationRequest with(
            GenerationRequest plain, Optional<String> model, Map<Field<?>, Object> values) {
        Values of = new Values(plain, values);
        if (plain instanceof TextToVideoRequest text) {
            TextToVideoRequest.Builder builder = TextToVideoRequest.builder();
            builder.from(text)
                    .model(model)
                    .negativePrompt(of.value(Field.NEGATIVE_PROMPT))
                    .seed(of.value(Field.SEED))
                    .resolution(of.value(Field.RESOLUTION))
                    .putAllOptions(of.options());
            of.value(Field.PROMPT).ifPresent(builder::prompt);
            return builder.build();
        }
        if (plain instanceof ImageToVideoRequest image) {
            ImageToVideoRequest.Builder builder = ImageToVideoRequest.builder();
            return builder.from(image)
                    .model(model)
                    .prompt(of.value(Field.PROMPT))
                    .negativePrompt(of.value(Field.NEGATIVE_PROMPT))
                    .seed(of.value(Field.SEED))
                    .duration(of.value(Field.DURATION))
                    .resolution(of.value(Field.RESOLUTION))
                    .putAllOptions(of.options())
                    .build();
        }
        if (plain instanceof SpeechToVideoRequest speech) {
            SpeechToVideoRequest.Builder builder = SpeechToVideoRequest.builder();
            builder.from(speech)
                    .model(model)
                    .negativePrompt(of.value(Field.NEGATIVE_PROMPT))
                    .seed(of.value(Field.SEED))
                    .resolution(of.value(Field.RESOLUTION))
                    .putAllOptions(of.options());
            of.value(Field.PROMPT).ifPresent(builder::prompt);
            return builder.build();
        }
        AnimateRequest.Builder builder = AnimateRequest.builder();
        return builder.from((AnimateRequest) plain)
                .model(model)
                .prompt(of.value(Field.PROMPT))
                .seed(of.value(Field.SEED))
                .motionLength(of.value(Field.MOTION_LENGTH))
                .resolution(of.value(Field.RESOLUTION))
                .putAllOptions(of.options())
                .build();
    }

    /** The values to set: new ones, or else those that the order has already. */
    private record Values(GenerationRequest plain, Map<Field<?>, Object> values) {

        <T> Optional<T> value(Field<T> field) {
            return Optional.ofNullable(values.getOrDefault(field, plain.values().get(field)))
                    .map(field::cast);
        }

        /** Values of fields that only this vendor has. */
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
