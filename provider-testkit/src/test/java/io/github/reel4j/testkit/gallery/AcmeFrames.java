package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.AcmeModels.at;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.testkit.simulator.JsonBodyValidator;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The image-to-video model of Acme, which has a field of each kind, and 2 models like it. */
final class AcmeFrames {

    static final String FRAMES = "acme-frames";
    static final String DRAFT = "acme-frames-draft";

    /** A model that has been free of charge since its successor came out. */
    static final String FREE = "acme-frames-0";

    /** The prices in US dollars by size and seconds, as in Acme's price list. */
    static final Map<String, String> PRICES = Map.of(
            "480p 4", "0.20", "480p 8", "0.35", "720p 4", "0.50", "720p 8", "0.90", "1080p 4", "1.10", "1080p 8",
            "2.00");

    private static final List<String> FLAGS = List.of("watermark", "loop", "enable_safety_checker");

    private AcmeFrames() {}

    static List<ModelSpec> all() {
        return List.of(
                model(FRAMES).recommended(true).prices(prices()).build(),
                model(DRAFT)
                        .prices(List.of(AcmeModels.price(Resolution.P480, "0.05"), row("720p", "", "0.07")))
                        .build(),
                model(FREE)
                        .price(new PriceRow.PerVideo(
                                Optional.empty(),
                                Optional.empty(),
                                Money.usd("0"),
                                Optional.empty(),
                                "free of charge",
                                at("free of charge")))
                        .build());
    }

    private static ModelSpec.Builder model(String id) {
        ModelSpec.Builder builder = ModelSpec.builder();
        builder.operation(Operation.IMAGE_TO_VIDEO).id(id).source(at(id)).fields(fields(id));
        return builder;
    }

    private static List<FieldSpec<?>> fields(String id) {
        AllowedValues<String> picture = new AllowedValues.Url(true, List.of("png", "jpg"));
        List<FieldSpec<?>> fields = new ArrayList<>(List.of(
                FieldSpec.required(Field.IMAGE, at("image")).withConstraint(picture),
                FieldSpec.optional(Field.LAST_IMAGE, at("last_image")).withConstraint(picture),
                FieldSpec.optional(Field.PROMPT, at("prompt")).withConstraint(new AllowedValues.Length(false, 900)),
                FieldSpec.optional(Field.NEGATIVE_PROMPT, at("negative_prompt")),
                FieldSpec.optional(Field.SEED, at("seed"))));
        fields.add(FieldSpec.optional(Field.RESOLUTION, at("resolution"))
                .withConstraint(new AllowedValues.OneOf<>(
                        id,
                        (id.equals(FRAMES) ? Stream.of("480p", "720p", "1080p") : Stream.of("480p", "720p"))
                                .map(size -> new OfferedValue<>(Resolution.of(size), size))
                                .toList()))
                .withDefault(Resolution.P480));
        fields.add(FieldSpec.optional(Field.ASPECT_RATIO, at("aspect_ratio"))
                .withConstraint(new AllowedValues.OneOf<>(
                        id,
                        Stream.of("16:9", "9:16", "1:1")
                                .map(ratio -> new OfferedValue<>(AspectRatio.of(ratio), ratio))
                                .toList())));
        fields.add(FieldSpec.optional(Field.DURATION, at("duration"))
                .withConstraint(new AllowedValues.OneOf<>(
                        id,
                        List.of(
                                new OfferedValue<>(Duration.ofSeconds(4), "4"),
                                new OfferedValue<>(Duration.ofSeconds(8), "8"))))
                .withDefault(Duration.ofSeconds(4)));
        fields.add(FieldSpec.optional(Field.GUIDANCE_SCALE, at("guidance_scale"))
                .withConstraint(new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.TEN)));
        fields.add(FieldSpec.optional(Field.INFERENCE_STEPS, at("num_inference_steps"))
                .withConstraint(new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.valueOf(50)))
                .withDefault(20L));
        fields.add(FieldSpec.optional(Field.SAFETY_CHECKER, at("enable_safety_checker")));
        fields.add(FieldSpec.optional(Field.flag("watermark"), at("watermark")).withDefault(false));
        fields.add(FieldSpec.optional(Field.flag("loop"), at("loop")).withDefault(false));
        fields.add(FieldSpec.optional(Field.text("quality"), at("quality"))
                .withConstraint(FieldSpec.oneOfTexts(id, "low", "medium", "high", "maximum")));
        return fields;
    }

    private static String before(String key) {
        return key.substring(0, key.indexOf(' '));
    }

    private static String after(String key) {
        return key.substring(key.indexOf(' ') + 1);
    }

    private static List<PriceRow> prices() {
        return PRICES.entrySet().stream()
                .map(each -> row(before(each.getKey()), after(each.getKey()), each.getValue()))
                .toList();
    }

    private static PriceRow row(String size, String seconds, String usd) {
        return new PriceRow.PerVideo(
                Optional.of(Resolution.of(size)),
                Optional.of(seconds)
                        .filter(text -> !text.isEmpty())
                        .map(Long::valueOf)
                        .map(Duration::ofSeconds),
                Money.usd(usd),
                Optional.<BigDecimal>empty(),
                "per video",
                at("price list"));
    }

    /** Validates an order as the vendor does, and returns its price. */
    static Optional<Money> check(String model, JsonBodyValidator body) {
        body.requiredUrl("image");
        Set.of("last_image", "prompt", "negative_prompt", "guidance_scale", "num_inference_steps")
                .forEach(body::text);
        body.integer("seed");
        FLAGS.forEach(flag -> body.oneOf(flag, List.of("true", "false")));
        body.oneOf("aspect_ratio", List.of("16:9", "9:16", "1:1"));
        body.oneOf("quality", List.of("low", "medium", "high", "maximum"));
        String size = body.oneOf("resolution", List.of("480p", "720p", "1080p")).orElse("480p");
        String seconds = body.oneOf("duration", List.of("4", "8")).orElse("4");
        return Optional.ofNullable(
                        switch (model) {
                            case FRAMES -> PRICES.get(size + " " + seconds);
                            case DRAFT -> size.equals("480p") ? "0.05" : "0.07";
                            default -> "0";
                        })
                .map(Money::usd);
    }
}
