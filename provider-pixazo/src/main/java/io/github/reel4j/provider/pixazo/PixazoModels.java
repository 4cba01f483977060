package io.github.reel4j.provider.pixazo;

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
import io.github.reel4j.spi.VendorLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The models of Pixazo with their fields and prices, from the vendor's 4 documents. */
final class PixazoModels {

    static final Field<Long> N = Field.integer("n");
    static final Field<Boolean> PROMPT_EXTEND = Field.flag("prompt_extend");
    static final Field<Boolean> WATERMARK = Field.flag("watermark");
    static final Field<BigDecimal> SHIFT = Field.decimal("shift");
    static final Field<String> VIDEO_QUALITY = Field.text("video_quality");
    static final Field<String> VIDEO_WRITE_MODE = Field.text("video_write_mode");
    static final List<Field<?>> ANIMATE_OPTIONS = List.of(
            Field.INFERENCE_STEPS, Field.SAFETY_CHECKER, Field.GUIDANCE_SCALE, SHIFT, VIDEO_QUALITY, VIDEO_WRITE_MODE);

    private static final String TEXT = "pixazo-text-to-video";
    private static final String IMAGE = "pixazo-image-to-video";
    private static final String SPEECH = "pixazo-speech-to-video";
    private static final String ANIMATE = "pixazo-animate";

    private static final AllowedValues<String> NOT_EMPTY = new AllowedValues.Length(true, Integer.MAX_VALUE);
    private static final AllowedValues<String> ANY_URL = new AllowedValues.Url(false, List.of());
    private static final Duration FIVE = Duration.ofSeconds(5);

    static final List<ModelSpec> ALL = Stream.of(textToVideo(), imageToVideo(), List.of(speechToVideo(), animate()))
            .flatMap(List::stream)
            .toList();

    static final VendorLimits LIMITS = VendorLimits.UNDOCUMENTED;

    private PixazoModels() {}

    private static List<ModelSpec> textToVideo() {
        String illegal = "If no resolution is set, 1920*1080 is ordered, as in the document's example:"
                + " this model does not offer the documented default, 1280*720.";
        return List.of(
                textModel(
                        "wan2.2-t2v-plus",
                        true,
                        Optional.of(illegal),
                        size("480p", "640*480"),
                        size("1080p", "1920*1080")),
                textModel(
                        "wanx2.1-t2v-turbo",
                        false,
                        Optional.empty(),
                        size("480p", "640*480"),
                        size("720p", "1280*720")),
                textModel("wanx2.1-t2v-plus", false, Optional.empty(), size("720p", "1280*720")));
    }

    /** The last size is the default: the documented one if the model allows it. */
    @SafeVarargs
    private static ModelSpec textModel(
            String id, boolean recommended, Optional<String> note, OfferedValue<Resolution>... sizes) {
        List<OfferedValue<Resolution>> offered = List.of(sizes);
        FieldSpec<Resolution> size = FieldSpec.optional(Field.RESOLUTION, at(TEXT, "parameters.size"))
                .withConstraint(new AllowedValues.OneOf<>(id, offered))
                .withDefault(offered.get(offered.size() - 1).value());
        return ModelSpec.builder()
                .operation(Operation.TEXT_TO_VIDEO)
                .id(id)
                .recommended(recommended)
                .source(at(TEXT, id))
                .fields(List.of(
                        FieldSpec.required(Field.PROMPT, at(TEXT, "input.prompt"))
                                .withConstraint(NOT_EMPTY),
                        FieldSpec.optional(Field.NEGATIVE_PROMPT, at(TEXT, "input.negative_prompt")),
                        note.map(size::withNote).orElse(size),
                        FieldSpec.optional(N, at(TEXT, "parameters.n"))
                                .withConstraint(new AllowedValues.OneOf<>(id, List.of(new OfferedValue<>(1L, "1"))))
                                .withDefault(1L)))
                .typicalMin(Duration.ofSeconds(40))
                .typicalMax(Duration.ofSeconds(110))
                .build();
    }

    private static List<ModelSpec> imageToVideo() {
        List<ModelSpec> models = new ArrayList<>();
        models.add(imageModel("wan2.2-i2v-plus", "1080p", "480p", "1080p")
                .recommended(true)
                .prices(List.of(
                        perVideo("wan2.2-i2v-plus", "480p", "0.125"), perVideo("wan2.2-i2v-plus", "1080p", "0.75")))
                .build());
        models.add(imageModel("wan2.2-i2v-flash", "720p", "480p", "720p")
                .prices(List.of(
                        perVideo("wan2.2-i2v-flash", "480p", "0.085"), perVideo("wan2.2-i2v-flash", "720p", "0.2")))
                .build());
        models.add(imageModel("wan2.1-i2v-plus", "720p", "720p")
                .prices(List.of(perVideo("wan2.1-i2v-plus", "720p", "0.75")))
                .build());
        models.add(imageModel("wan2.1-i2v-turbo", "720p", "480p", "720p")
                .prices(List.of(turbo("480p"), turbo("720p")))
                .build());
        models.add(ModelSpec.builder()
                .operation(Operation.IMAGE_TO_VIDEO)
                .id("wan2.1-kf2v-plus")
                .availability(ModelSpec.Availability.PRICED_ONLY)
                .note("it is on the price list, but the document has no path and no fields for it.")
                .source(at(IMAGE, "wan2.1-kf2v-plus720P0.125$0.6"))
                .prices(List.of(perVideo("wan2.1-kf2v-plus", "720p", "0.6")))
                .build());
        return models;
    }

    private static ModelSpec.Builder imageModel(String id, String defaultTier, String... resolutions) {
        List<OfferedValue<Resolution>> offered = Stream.of(resolutions)
                .map(each -> size(each, each.toUpperCase(Locale.ROOT)))
                .toList();
        List<OfferedValue<Duration>> lengths = Stream.of(3, 4, 5)
                .filter(seconds -> seconds == 5 || id.equals("wan2.1-i2v-turbo"))
                .map(seconds -> new OfferedValue<>(Duration.ofSeconds(seconds), seconds.toString()))
                .toList();
        AllowedValues<String> picture = new AllowedValues.Url(true, List.of("jpeg", "jpg", "png", "bmp", "webp"));
        return ModelSpec.builder()
                .operation(Operation.IMAGE_TO_VIDEO)
                .id(id)
                .source(at(IMAGE, id))
                .fields(List.of(
                        FieldSpec.required(Field.IMAGE, at(IMAGE, "input.img_url"))
                                .withConstraint(picture)
                                .withNote("The vendor itself checks the limits: at most 10 MB, 360 to 2000 pixels."),
                        FieldSpec.optional(Field.PROMPT, at(IMAGE, "input.prompt"))
                                .withConstraint(new AllowedValues.Length(false, 800)),
                        FieldSpec.optional(Field.NEGATIVE_PROMPT, at(IMAGE, "input.negative_prompt"))
                                .withConstraint(new AllowedValues.Length(false, 500)),
                        FieldSpec.optional(Field.RESOLUTION, at(IMAGE, "parameters.resolution"))
                                .withConstraint(new AllowedValues.OneOf<>(id, offered))
                                .withDefault(Resolution.of(defaultTier)),
                        FieldSpec.optional(Field.DURATION, at(IMAGE, "parameters.duration"))
                                .withConstraint(new AllowedValues.OneOf<>(id, lengths))
                                .withDefault(FIVE),
                        FieldSpec.optional(PROMPT_EXTEND, at(IMAGE, "parameters.prompt_extend"))
                                .withDefault(true),
                        FieldSpec.optional(WATERMARK, at(IMAGE, "parameters.watermark"))
                                .withDefault(false),
                        FieldSpec.optional(Field.SEED, at(IMAGE, "parameters.seed"))
                                .withConstraint(
                                        new AllowedValues.Between<>(BigDecimal.ZERO, BigDecimal.valueOf(2147483647L)))))
                .typicalMin(Duration.ofSeconds(40))
                .typicalMax(Duration.ofSeconds(110));
    }

    private static ModelSpec speechToVideo() {
        String id = "wan2.2-s2v";
        return ModelSpec.builder()
                .operation(Operation.SPEECH_TO_VIDEO)
                .id(id)
                .recommended(true)
                .source(at(SPEECH, "Wan 2.2 14B Speech to Video"))
                .fields(List.of(
                        FieldSpec.required(Field.IMAGE, at(SPEECH, "image_url")).withConstraint(ANY_URL),
                        FieldSpec.required(Field.AUDIO, at(SPEECH, "audio_url")).withConstraint(ANY_URL),
                        FieldSpec.required(Field.PROMPT, at(SPEECH, "prompt")).withConstraint(NOT_EMPTY),
                        FieldSpec.optional(Field.NEGATIVE_PROMPT, at(SPEECH, "negative_prompt"))
                                .withDefault(""),
                        FieldSpec.optional(Field.RESOLUTION, at(SPEECH, "resolution"))
                                .withConstraint(new AllowedValues.OneOf<>(id, tiers("480p", "580p", "720p")))
                                .withDefault(Resolution.P480),
                        FieldSpec.optional(Field.SEED, at(SPEECH, "seed")),
                        FieldSpec.optional(Field.INFERENCE_STEPS, at(SPEECH, "num_inference_steps"))
                                .withDefault(27L),
                        FieldSpec.optional(Field.SAFETY_CHECKER, at(SPEECH, "enable_safety_checker")),
                        FieldSpec.optional(Field.GUIDANCE_SCALE, at(SPEECH, "guidance_scale"))
                                .withDefault(new BigDecimal("3.5")),
                        FieldSpec.optional(SHIFT, at(SPEECH, "shift"))
                                .withConstraint(shift())
                                .withDefault(BigDecimal.valueOf(5)),
                        FieldSpec.optional(VIDEO_QUALITY, at(SPEECH, "video_quality"))
                                .withConstraint(FieldSpec.oneOfTexts(id, "low", "medium", "high", "maximum"))
                                .withDefault("high"),
                        FieldSpec.optional(VIDEO_WRITE_MODE, at(SPEECH, "video_write_mode"))
                                .withConstraint(FieldSpec.oneOfTexts(id, "fast", "balanced", "small"))
                                .withDefault("balanced")))
                .prices(List.of(speech("480p", "0.75"), speech("580p", "1"), speech("720p", "1.25")))
                .build();
    }

    private static ModelSpec animate() {
        String id = "wan-2-2-animate";
        DocumentAnchor inferred = at(ANIMATE, "returned by the initial request");
        return ModelSpec.builder()
                .operation(Operation.ANIMATE)
                .id(id)
                .recommended(true)
                .availability(ModelSpec.Availability.INFERRED)
                .note("INFERRED: no document has the path and the fields of animate orders; only their status is"
                        + " documented.")
                .source(at(ANIMATE, "wan-2-2-animate-api-request-result"))
                .fields(List.of(
                        FieldSpec.required(Field.IMAGE, inferred).withConstraint(ANY_URL),
                        FieldSpec.required(Field.VIDEO, inferred).withConstraint(ANY_URL),
                        FieldSpec.optional(Field.RESOLUTION, inferred)
                                .withConstraint(new AllowedValues.OneOf<>(id, tiers("480p", "580p", "720p"))),
                        FieldSpec.optional(Field.SEED, inferred),
                        FieldSpec.optional(Field.INFERENCE_STEPS, inferred),
                        FieldSpec.optional(Field.SAFETY_CHECKER, inferred),
                        FieldSpec.optional(Field.GUIDANCE_SCALE, inferred),
                        FieldSpec.optional(SHIFT, inferred).withConstraint(shift()),
                        FieldSpec.optional(VIDEO_QUALITY, inferred)
                                .withConstraint(FieldSpec.oneOfTexts(id, "low", "medium", "high", "maximum")),
                        FieldSpec.optional(VIDEO_WRITE_MODE, inferred)
                                .withConstraint(FieldSpec.oneOfTexts(id, "fast", "balanced", "small"))))
                .price(new PriceRow.PerVideo(
                        Optional.empty(),
                        Optional.empty(),
                        Money.usd("0.4"),
                        Optional.empty(),
                        "the price list names no unit: one order, one clip or one second",
                        at(ANIMATE, "All Resolution")))
                .build();
    }

    private static PriceRow perVideo(String model, String resolution, String dollars) {
        String row = model + resolution.toUpperCase(Locale.ROOT);
        return fiveSeconds(resolution, dollars, Optional.empty(), at(IMAGE, row));
    }

    /** The only model with other durations. The document's rate per second limits their price. */
    private static PriceRow turbo(String resolution) {
        String row = "wan2.1-i2v-turbo" + resolution.toUpperCase(Locale.ROOT);
        return fiveSeconds(resolution, "0.2", Optional.of(new BigDecimal("0.04")), at(IMAGE, row));
    }

    private static PriceRow speech(String resolution, String dollars) {
        return fiveSeconds(resolution, dollars, Optional.empty(), at(SPEECH, resolution + " | 5 | $" + dollars));
    }

    private static PriceRow fiveSeconds(
            String resolution, String dollars, Optional<BigDecimal> perSecond, DocumentAnchor source) {
        return new PriceRow.PerVideo(
                Optional.of(Resolution.of(resolution)),
                Optional.of(FIVE),
                Money.usd(dollars),
                perSecond,
                "for a video of 5 s at " + resolution,
                source);
    }

    private static AllowedValues<BigDecimal> shift() {
        return new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.TEN);
    }

    private static List<OfferedValue<Resolution>> tiers(String... tiers) {
        return Stream.of(tiers).map(tier -> size(tier, tier)).toList();
    }

    private static OfferedValue<Resolution> size(String portable, String wire) {
        return new OfferedValue<>(Resolution.of(portable), wire);
    }

    private static DocumentAnchor at(String document, String quote) {
        return new DocumentAnchor(document, quote);
    }
}
