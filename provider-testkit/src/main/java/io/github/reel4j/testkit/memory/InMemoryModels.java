package io.github.reel4j.testkit.memory;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The model table of the in-memory provider: one model for each operation, which accepts all of its fields. */
final class InMemoryModels {

    private static final String ID = "memory-1";
    private static final DocumentAnchor SOURCE = new DocumentAnchor("in-memory", "invented");

    static final List<ModelSpec> ALL =
            Stream.of(Operation.values()).map(InMemoryModels::model).toList();

    private InMemoryModels() {}

    private static ModelSpec model(Operation operation) {
        return ModelSpec.builder()
                .operation(operation)
                .id(ID)
                .recommended(true)
                .source(SOURCE)
                .fields(fields(operation))
                .price(new PriceRow.PerVideo(
                        Optional.empty(),
                        Optional.empty(),
                        Money.usd("0.10"),
                        Optional.empty(),
                        "for any video",
                        SOURCE))
                .build();
    }

    private static List<FieldSpec<?>> fields(Operation operation) {
        AllowedValues<String> url = new AllowedValues.Url(false, List.of());
        Stream<FieldSpec<?>> own = switch (operation) {
            case TEXT_TO_VIDEO -> Stream.of(prompt(), FieldSpec.optional(Field.NEGATIVE_PROMPT, SOURCE));
            case IMAGE_TO_VIDEO ->
                Stream.of(
                        FieldSpec.required(Field.IMAGE, SOURCE).withConstraint(url),
                        FieldSpec.optional(Field.PROMPT, SOURCE),
                        FieldSpec.optional(Field.NEGATIVE_PROMPT, SOURCE),
                        FieldSpec.optional(Field.DURATION, SOURCE));
            case SPEECH_TO_VIDEO ->
                Stream.of(
                        FieldSpec.required(Field.IMAGE, SOURCE).withConstraint(url),
                        FieldSpec.required(Field.AUDIO, SOURCE).withConstraint(url),
                        prompt(),
                        FieldSpec.optional(Field.NEGATIVE_PROMPT, SOURCE));
            case ANIMATE, REPLACE ->
                Stream.of(
                        FieldSpec.required(Field.IMAGE, SOURCE).withConstraint(url),
                        FieldSpec.required(Field.VIDEO, SOURCE).withConstraint(url),
                        FieldSpec.optional(Field.PROMPT, SOURCE),
                        FieldSpec.optional(Field.MOTION_LENGTH, SOURCE));
        };
        return Stream.concat(own, Stream.of(resolution(), FieldSpec.optional(Field.SEED, SOURCE)))
                .toList();
    }

    private static FieldSpec<String> prompt() {
        return FieldSpec.required(Field.PROMPT, SOURCE)
                .withConstraint(new AllowedValues.Length(true, Integer.MAX_VALUE));
    }

    private static FieldSpec<Resolution> resolution() {
        List<OfferedValue<Resolution>> offered = Stream.of(Resolution.P480, Resolution.P720, Resolution.P1080)
                .map(each -> new OfferedValue<>(each, each.value()))
                .toList();
        return FieldSpec.optional(Field.RESOLUTION, SOURCE)
                .withConstraint(new AllowedValues.OneOf<>(ID, offered))
                .withDefault(Resolution.P720);
    }
}
