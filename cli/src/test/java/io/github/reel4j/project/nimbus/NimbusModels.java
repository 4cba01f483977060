package io.github.reel4j.project.nimbus;

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
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models of Nimbus: 2 for text-to-video, 1 for image-to-video. */
final class NimbusModels {

    static final List<ModelSpec> ALL = List.of(
            textToVideo("cirrus", true, "0.40", "0.90"),
            textToVideo("stratus", false, "0.15", "0.35"),
            model(Operation.IMAGE_TO_VIDEO, "cumulus", "0.55", "1.10")
                    .recommended(true)
                    .fields(fields(
                            "cumulus",
                            FieldSpec.required(Field.IMAGE, at("scene.start.frame"))
                                    .withConstraint(new AllowedValues.Url(true, List.of("png", "jpg"))),
                            FieldSpec.optional(Field.PROMPT, at("scene.describe"))
                                    .withConstraint(new AllowedValues.Length(true, 1000))))
                    .build());

    private NimbusModels() {}

    private static ModelSpec textToVideo(String id, boolean recommended, String small, String large) {
        return model(Operation.TEXT_TO_VIDEO, id, small, large)
                .recommended(recommended)
                .fields(fields(
                        id,
                        FieldSpec.required(Field.PROMPT, at("scene.describe"))
                                .withConstraint(new AllowedValues.Length(true, 1000))))
                .build();
    }

    private static ModelSpec.Builder model(Operation operation, String id, String small, String large) {
        ModelSpec.Builder model = ModelSpec.builder();
        model.operation(operation)
                .id(id)
                .source(at("engine " + id))
                .prices(List.of(perVideo(Resolution.P480, small), perVideo(Resolution.P1080, large)));
        return model;
    }

    private static List<FieldSpec<?>> fields(String id, FieldSpec<?>... own) {
        List<FieldSpec<?>> fields = new ArrayList<>(List.of(own));
        fields.add(FieldSpec.optional(Field.NEGATIVE_PROMPT, at("scene.avoid"))
                .withConstraint(new AllowedValues.Length(true, 300)));
        fields.add(FieldSpec.optional(Field.RESOLUTION, at("output.picture"))
                .withConstraint(new AllowedValues.OneOf<>(
                        id,
                        List.of(
                                new OfferedValue<>(Resolution.P480, "SD"),
                                new OfferedValue<>(Resolution.P1080, "FULL"))))
                .withDefault(Resolution.P480));
        fields.add(FieldSpec.optional(Field.DURATION, at("output.seconds"))
                .withConstraint(new AllowedValues.OneOf<>(id, List.of(new OfferedValue<>(Duration.ofSeconds(6), "6"))))
                .withDefault(Duration.ofSeconds(6)));
        fields.add(FieldSpec.optional(Field.SEED, at("output.seed"))
                .withConstraint(new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.valueOf(99_999_999))));
        return fields;
    }

    private static PriceRow perVideo(Resolution resolution, String euros) {
        return new PriceRow.PerVideo(
                Optional.of(resolution),
                Optional.of(Duration.ofSeconds(6)),
                Money.parse(euros + " EUR"),
                Optional.empty(),
                "a clip of 6 s at " + resolution + ", VAT included",
                at("tariff, in euros"));
    }

    private static DocumentAnchor at(String quote) {
        return new DocumentAnchor("nimbus-render", quote);
    }
}
