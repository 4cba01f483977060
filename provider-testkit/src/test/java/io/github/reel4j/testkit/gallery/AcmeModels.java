package io.github.reel4j.testkit.gallery;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VendorLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models of Acme. */
final class AcmeModels {

    static final String PLAIN = "acme-1";
    static final String PRO = "acme-1-pro";
    static final String MOTION = "acme-motion";

    /** The codes that Acme's manual explains. */
    static final Map<String, FailureKind> CODES =
            Map.of("UNPAID", FailureKind.INSUFFICIENT_BALANCE, "KEY_PAUSED", FailureKind.AUTHENTICATION);

    private AcmeModels() {}

    /** Limits of one model that are looser than any order of the suite. */
    static VendorLimits limits(List<Operation> operations) {
        return operations.contains(Operation.TEXT_TO_VIDEO)
                ? VendorLimits.UNDOCUMENTED.withModels(List.of(limits(PLAIN, at("limits"))))
                : VendorLimits.UNDOCUMENTED;
    }

    static ModelLimits limits(String model, DocumentAnchor source) {
        return new ModelLimits(
                model, Optional.of(new CallRate(1000, Duration.ofSeconds(1))), Optional.of(1000), source);
    }

    static List<ModelSpec> of(List<Operation> operations) {
        List<ModelSpec> models = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation == Operation.TEXT_TO_VIDEO) {
                models.add(plain());
                models.add(pro());
            } else if (operation == Operation.IMAGE_TO_VIDEO) {
                models.addAll(AcmeFrames.all());
            } else {
                models.add(motion(operation));
            }
        }
        return models;
    }

    /** A model of two sizes with a price each. */
    private static ModelSpec plain() {
        return text(PLAIN)
                .recommended(true)
                .fields(List.of(
                        prompt(),
                        negative(),
                        seed(),
                        FieldSpec.optional(Field.RESOLUTION, at("resolution"))
                                .withConstraint(new AllowedValues.OneOf<>(
                                        PLAIN,
                                        List.of(
                                                new OfferedValue<>(Resolution.P480, "480p"),
                                                new OfferedValue<>(Resolution.P720, "720p"))))
                                .withDefault(Resolution.P480)))
                .prices(List.of(price(Resolution.P480, "0.25"), price(Resolution.P720, "0.40")))
                .build();
    }

    /** A model of one size with a vendor-specific field and without a price. */
    private static ModelSpec pro() {
        return text(PRO).fields(List.of(prompt(), negative(), seed(), mood())).build();
    }

    private static ModelSpec motion(Operation operation) {
        return ModelSpec.builder()
                .operation(operation)
                .id(MOTION)
                .recommended(true)
                .source(at("motion"))
                .fields(List.of(
                        FieldSpec.required(Field.IMAGE, at("image")), FieldSpec.required(Field.VIDEO, at("video"))))
                .build();
    }

    static PriceRow.PerVideo price(Resolution resolution, String usd) {
        return new PriceRow.PerVideo(
                Optional.of(resolution),
                Optional.empty(),
                Money.usd(usd),
                Optional.<BigDecimal>empty(),
                "per video",
                at("price list"));
    }

    /** Prices of a model with two durations, independent of the size. */
    static ModelSpec byLength(ModelSpec model) {
        List<FieldSpec<?>> fields = new ArrayList<>(model.fields());
        fields.add(FieldSpec.optional(Field.DURATION, at("duration"))
                .withConstraint(new AllowedValues.OneOf<>(
                        model.id(),
                        List.of(
                                new OfferedValue<>(Duration.ofSeconds(5), "5"),
                                new OfferedValue<>(Duration.ofSeconds(10), "10"))))
                .withDefault(Duration.ofSeconds(5)));
        return ModelSpec.builder()
                .from(model)
                .fields(fields)
                .prices(List.of(price(Duration.ofSeconds(5), "0.25"), price(Duration.ofSeconds(10), "0.45")))
                .build();
    }

    /** Prices by the second, in another currency than the dollar. */
    static ModelSpec byRate(ModelSpec model) {
        ModelSpec byLength = byLength(model);
        boolean sized = model.field(Field.RESOLUTION).isPresent();
        return ModelSpec.builder()
                .from(byLength)
                .prices(sized ? List.of(rate(Resolution.P480, "0.05"), rate(Resolution.P720, "0.09")) : List.of())
                .build();
    }

    private static PriceRow rate(Resolution resolution, String euros) {
        return new PriceRow.PublishedRate(
                Optional.of(resolution),
                new Money(new BigDecimal(euros), Currency.getInstance("EUR")),
                Field.DURATION,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                "per second of video",
                at("price list"));
    }

    private static PriceRow.PerVideo price(Duration length, String usd) {
        return new PriceRow.PerVideo(
                Optional.empty(),
                Optional.of(length),
                Money.usd(usd),
                Optional.<BigDecimal>empty(),
                "per video",
                at("price list"));
    }

    static DocumentAnchor at(String quote) {
        return new DocumentAnchor("acme-manual", quote);
    }

    private static ModelSpec.Builder text(String id) {
        ModelSpec.Builder builder = ModelSpec.builder();
        builder.operation(Operation.TEXT_TO_VIDEO).id(id).source(at(id));
        return builder;
    }

    private static FieldSpec<String> prompt() {
        return FieldSpec.required(Field.PROMPT, at("prompt")).withConstraint(new AllowedValues.Length(true, 800));
    }

    private static FieldSpec<String> negative() {
        return FieldSpec.optional(Field.NEGATIVE_PROMPT, at("negative_prompt"))
                .withConstraint(new AllowedValues.Length(true, 500));
    }

    /** A vendor-specific field. */
    private static FieldSpec<String> mood() {
        return FieldSpec.optional(Field.text("mood"), at("mood"))
                .withConstraint(FieldSpec.oneOfTexts(PRO, "calm", "wild"))
                .withDefault("calm");
    }

    private static FieldSpec<Long> seed() {
        return FieldSpec.optional(Field.SEED, at("seed"))
                .withConstraint(new AllowedValues.Between<>(BigDecimal.ZERO, BigDecimal.valueOf(Integer.MAX_VALUE)));
    }
}
