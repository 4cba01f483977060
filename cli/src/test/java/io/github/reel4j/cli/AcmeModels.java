package io.github.reel4j.cli;

import io.github.reel4j.model.AllowedValues;
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
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The models of acme: one for each operation, each with another kind of field or price. */
final class AcmeModels {

    private static final FieldSpec<Resolution> SIZES = FieldSpec.optional(Field.RESOLUTION, AcmeProvider.anchor("size"))
            .withConstraint(new AllowedValues.OneOf<>(
                    "acme-1",
                    List.of(
                            new OfferedValue<>(Resolution.P480, "832*480"),
                            new OfferedValue<>(Resolution.P1080, "1920*1080"))))
            .withDefault(Resolution.P480);

    static final List<ModelSpec> TABLE = List.of(text(), image(), speech(), animate(), replace());

    private AcmeModels() {}

    private static ModelSpec text() {
        return model(Operation.TEXT_TO_VIDEO, "acme-1")
                .field(FieldSpec.required(Field.PROMPT, AcmeProvider.anchor("prompt"))
                        .withConstraint(new AllowedValues.Length(true, 100)))
                .field(SIZES)
                .field(FieldSpec.optional(Field.SEED, AcmeProvider.anchor("seed"))
                        .withConstraint(new AllowedValues.Between<>(BigDecimal.ZERO, new BigDecimal("2147483647"))))
                .field(FieldSpec.optional(Field.text("style"), AcmeProvider.anchor("style"))
                        .withConstraint(FieldSpec.oneOfTexts("acme-1", "plain", "fancy")))
                .price(new PriceRow.PerVideo(
                        Optional.of(Resolution.P480),
                        Optional.empty(),
                        Money.usd("0.50"),
                        Optional.empty(),
                        "for a video at 480p",
                        AcmeProvider.anchor("480p $0.50")))
                .typicalMin(Duration.ofSeconds(40))
                .typicalMax(Duration.ofSeconds(110))
                .build();
    }

    private static ModelSpec image() {
        return model(Operation.IMAGE_TO_VIDEO, "acme-2")
                .field(FieldSpec.required(Field.IMAGE, AcmeProvider.anchor("image")))
                .field(FieldSpec.optional(Field.PROMPT, AcmeProvider.anchor("prompt")))
                .field(FieldSpec.optional(Field.DURATION, AcmeProvider.anchor("duration"))
                        .withDefault(Duration.ofSeconds(5)))
                .field(FieldSpec.optional(Field.LAST_IMAGE, AcmeProvider.anchor("last_image")))
                .field(FieldSpec.optional(Field.ASPECT_RATIO, AcmeProvider.anchor("aspect_ratio")))
                .field(FieldSpec.optional(Field.SAFETY_CHECKER, AcmeProvider.anchor("safety")))
                .field(FieldSpec.optional(Field.GUIDANCE_SCALE, AcmeProvider.anchor("guidance"))
                        .withConstraint(new AllowedValues.Between<>(BigDecimal.ZERO, BigDecimal.TEN)))
                .field(FieldSpec.optional(Field.INFERENCE_STEPS, AcmeProvider.anchor("steps")))
                .field(FieldSpec.optional(Field.SEED, AcmeProvider.anchor("seed")))
                .field(FieldSpec.optional(Field.integer("num_frames"), AcmeProvider.anchor("frames"))
                        .excludes(Field.DURATION))
                .field(FieldSpec.optional(Field.flag("prompt_extend"), AcmeProvider.anchor("prompt_extend")))
                .field(FieldSpec.optional(Field.flag("watermark"), AcmeProvider.anchor("watermark")))
                .build();
    }

    private static ModelSpec speech() {
        return model(Operation.SPEECH_TO_VIDEO, "acme-3")
                .field(FieldSpec.required(Field.IMAGE, AcmeProvider.anchor("image")))
                .field(FieldSpec.required(Field.AUDIO, AcmeProvider.anchor("audio")))
                .field(FieldSpec.required(Field.PROMPT, AcmeProvider.anchor("prompt")))
                .field(FieldSpec.optional(Field.INFERENCE_STEPS, AcmeProvider.anchor("steps")))
                .field(FieldSpec.optional(Field.SAFETY_CHECKER, AcmeProvider.anchor("safety")))
                .build();
    }

    private static ModelSpec animate() {
        return model(Operation.ANIMATE, "acme-4")
                .availability(ModelSpec.Availability.INFERRED)
                .note("INFERRED: no document has the URL of this request.")
                .field(FieldSpec.required(Field.IMAGE, AcmeProvider.anchor("image")))
                .field(FieldSpec.required(Field.VIDEO, AcmeProvider.anchor("video")))
                .field(FieldSpec.optional(Field.MOTION_LENGTH, AcmeProvider.anchor("length")))
                .price(new PriceRow.PerSecond(
                        Optional.empty(),
                        "rate",
                        Currency.getInstance("USD"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(120),
                        AcmeProvider.anchor("by the second")))
                .build();
    }

    private static ModelSpec replace() {
        return model(Operation.REPLACE, "acme-5")
                .availability(ModelSpec.Availability.PRICED_ONLY)
                .note("it is on the price list only.")
                .build();
    }

    private static ModelSpec.Builder model(Operation operation, String id) {
        return ModelSpec.builder().operation(operation).id(id).recommended(true).source(AcmeProvider.anchor(id));
    }
}
