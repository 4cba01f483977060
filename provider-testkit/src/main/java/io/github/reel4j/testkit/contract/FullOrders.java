package io.github.reel4j.testkit.contract;

import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.model.TextToVideoRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Orders made from a provider's own table: the fullest and the plainest of each model. */
final class FullOrders {

    /**
     * An order and what must be seen of it on the wire.
     *
     * @param marks what to look for, by field
     */
    record Marked(GenerationRequest request, Map<String, String> marks) {}

    private static final long SEED = 73_190_412L;

    private FullOrders() {}

    /** One order for each model, with every text and number set that the model takes. */
    static List<Marked> of(Bench bench, Operation operation) {
        return models(bench, operation).stream()
                .map(model -> marked(bench.subject().request(operation), model))
                .toList();
    }

    /** One order for each model, with nothing set but what is required. */
    static List<GenerationRequest> plainest(Bench bench, Operation operation) {
        return models(bench, operation).stream()
                .map(model -> with(bench.subject().request(operation), model.id(), Map.of()))
                .toList();
    }

    private static List<ModelSpec> models(Bench bench, Operation operation) {
        return bench.provider().models().stream()
                .filter(model -> model.operation() == operation)
                .filter(model -> model.standing() != ModelSpec.Standing.PRICED_ONLY)
                .toList();
    }

    private static Marked marked(GenerationRequest plain, ModelSpec model) {
        Map<String, String> marks = new LinkedHashMap<>();
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        mark(model, Field.NEGATIVE_PROMPT, "no-mark-of-the-suite", marks, values);
        mark(model, Field.PROMPT, "mark-of-the-suite", marks, values);
        mark(model, Field.SEED, SEED, marks, values);
        plain.values().forEach((field, value) -> {
            if (field.equals(Field.IMAGE) || field.equals(Field.AUDIO) || field.equals(Field.VIDEO)) {
                marks.put(field.name(), value.toString());
            }
        });
        return new Marked(with(plain, model.id(), values), marks);
    }

    private static <T> void mark(
            ModelSpec model, Field<T> field, T value, Map<String, String> marks, Map<Field<?>, Object> values) {
        boolean fits = model.field(field)
                .map(FieldSpec::constraint)
                .map(constraint -> constraint.complaint(value).isEmpty())
                .orElse(false);
        if (fits) {
            values.put(field, value);
            marks.put(field.name(), value.toString());
        }
    }

    /** The builders have no supertype of their own, so each is told of every value by itself. */
    private static GenerationRequest with(GenerationRequest plain, String model, Map<Field<?>, Object> values) {
        Optional<String> prompt = Optional.ofNullable((String) values.get(Field.PROMPT));
        Optional<String> negative = Optional.ofNullable((String) values.get(Field.NEGATIVE_PROMPT));
        Optional<Long> seed = Optional.ofNullable((Long) values.get(Field.SEED));
        if (plain instanceof TextToVideoRequest text) {
            TextToVideoRequest.Builder builder = TextToVideoRequest.builder();
            builder.from(text).model(model).negativePrompt(negative).seed(seed);
            prompt.ifPresent(builder::prompt);
            return builder.build();
        }
        if (plain instanceof ImageToVideoRequest image) {
            ImageToVideoRequest.Builder builder = ImageToVideoRequest.builder();
            return builder.from(image)
                    .model(model)
                    .prompt(prompt)
                    .negativePrompt(negative)
                    .seed(seed)
                    .build();
        }
        if (plain instanceof SpeechToVideoRequest speech) {
            SpeechToVideoRequest.Builder builder = SpeechToVideoRequest.builder();
            builder.from(speech).model(model).negativePrompt(negative).seed(seed);
            prompt.ifPresent(builder::prompt);
            return builder.build();
        }
        AnimateRequest.Builder builder = AnimateRequest.builder();
        return builder.from((AnimateRequest) plain)
                .model(model)
                .prompt(prompt)
                .seed(seed)
                .build();
    }
}
