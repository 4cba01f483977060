package io.github.reel4j.testkit.contract;

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
final class FullOrders {

    /**
     * An order and what must be seen of it on the wire.
     *
     * @param marks what to look for, by field
     */
    record Marked(GenerationRequest request, Map<String, String> marks) {}

    private static final long SEED = 73_190_412L;

    private FullOrders() {}

    /** An order with every text and number set that the model takes. */
    static Marked fullest(Bench bench, ModelSpec model) {
        return marked(bench.subject().request(model.operation()), model);
    }

    /** An order with nothing set but what is required. */
    static GenerationRequest plainest(Bench bench, ModelSpec model) {
        return with(bench.subject().request(model.operation()), model.id(), Map.of());
    }

    /** Two orders that differ in their size alone, if the model offers several. */
    static Optional<List<GenerationRequest>> sizes(Bench bench, ModelSpec model) {
        List<Choice<Resolution>> choices =
                model.field(Field.RESOLUTION).map(FieldSpec::choices).orElse(List.of());
        return choices.size() < 2
                ? Optional.empty()
                : Optional.of(Stream.of(choices.get(0), choices.get(choices.size() - 1))
                        .map(choice -> with(
                                bench.subject().request(model.operation()),
                                model.id(),
                                Map.of(Field.RESOLUTION, choice.value())))
                        .toList());
    }

    private static Marked marked(GenerationRequest plain, ModelSpec model) {
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
        Optional<Resolution> size =
                Optional.ofNullable((Resolution) values.get(Field.RESOLUTION)).or(plain::resolution);
        if (plain instanceof TextToVideoRequest text) {
            TextToVideoRequest.Builder builder = TextToVideoRequest.builder();
            builder.from(text).model(model).negativePrompt(negative).seed(seed).resolution(size);
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
                    .resolution(size)
                    .build();
        }
        if (plain instanceof SpeechToVideoRequest speech) {
            SpeechToVideoRequest.Builder builder = SpeechToVideoRequest.builder();
            builder.from(speech)
                    .model(model)
                    .negativePrompt(negative)
                    .seed(seed)
                    .resolution(size);
            prompt.ifPresent(builder::prompt);
            return builder.build();
        }
        AnimateRequest.Builder builder = AnimateRequest.builder();
        return builder.from((AnimateRequest) plain)
                .model(model)
                .prompt(prompt)
                .seed(seed)
                .resolution(size)
                .build();
    }
}
