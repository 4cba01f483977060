package io.github.reel4j.provider.fal;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.AspectRatio;
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
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The model table of fal: the Wan 2.2 models, with the fields from the schemas of fal's own client, and the prices from
 * fal's pages.
 */
final class FalModels {

    static final Field<Long> NUM_FRAMES = Field.integer("num_frames");
    static final Field<Long> FRAMES_PER_SECOND = Field.integer("frames_per_second");
    static final Field<String> INTERPOLATOR = Field.text("interpolator_model");
    static final Field<Long> INTERPOLATED_FRAMES = Field.integer("num_interpolated_frames");
    static final Field<Boolean> ADJUST_FPS = Field.flag("adjust_fps_for_interpolation");
    static final Field<Boolean> OUTPUT_SAFETY_CHECKER = Field.flag("enable_output_safety_checker");
    static final Field<String> VIDEO_QUALITY = Field.text("video_quality");
    static final Field<String> VIDEO_WRITE_MODE = Field.text("video_write_mode");
    static final Field<BigDecimal> GUIDANCE_SCALE_2 = Field.decimal("guidance_scale_2");
    static final Field<BigDecimal> SHIFT = Field.decimal("shift");
    static final Field<String> ACCELERATION = Field.text("acceleration");
    static final Field<Boolean> PROMPT_EXPANSION = Field.flag("enable_prompt_expansion");
    static final Field<Boolean> USE_TURBO = Field.flag("use_turbo");
    static final Field<Boolean> FRAMES_ZIP = Field.flag("return_frames_zip");

    static final String TEXT = "fal-ai/wan/v2.2-a14b/text-to-video";
    static final String IMAGE = "fal-ai/wan/v2.2-a14b/image-to-video";
    static final String SPEECH = "fal-ai/wan/v2.2-14b/speech-to-video";
    static final String MOVE = "fal-ai/wan/v2.2-14b/animate/move";
    static final String REPLACE = "fal-ai/wan/v2.2-14b/animate/replace";
    static final String TURBO = "/turbo";

    static final long DEFAULT_RATE = 16;

    private static final String SCHEMAS = "fal-client-schemas";
    private static final String PRICES = "fal-wan-prices";
    private static final long MIN_FRAMES = 17;
    private static final long MAX_FRAMES = 161;
    private static final AllowedValues<String> NOT_EMPTY = new AllowedValues.Length(true, Integer.MAX_VALUE);
    private static final AllowedValues<String> ANY_URL = new AllowedValues.Url(false, List.of());

    static final List<ModelSpec> ALL = List.of(
            textToVideo(),
            textToVideoTurbo(),
            imageToVideo(),
            imageToVideoTurbo(),
            speechToVideo(),
            animate(Operation.ANIMATE, MOVE),
            animate(Operation.REPLACE, REPLACE));

    /** The vendor queues orders over its limit of concurrent runs, and publishes no limit of requests. */
    static final VendorLimits LIMITS = VendorLimits.UNDOCUMENTED;

    private FalModels() {}

    private static ModelSpec textToVideo() {
        List<FieldSpec<?>> fields = new ArrayList<>(List.of(prompt(), negativePrompt()));
        fields.addAll(resolutionAndRatio(TEXT, ratios(false)));
        fields.addAll(length(TEXT, durations(2, 10), integers(MIN_FRAMES, MAX_FRAMES), 81));
        fields.addAll(sampling(27, "3.5"));
        fields.addAll(renderingOfA14b(TEXT, "4"));
        fields.addAll(shared(TEXT));
        return model(Operation.TEXT_TO_VIDEO, TEXT, fields)
                .recommended(true)
                .availability(ModelSpec.Availability.INFERRED)
                .note("INFERRED: only the price. The vendor's page of image-to-video states it; none states the price"
                        + " of text-to-video.")
                .prices(perSecond("inferred from the price of image-to-video"))
                .build();
    }

    private static ModelSpec textToVideoTurbo() {
        String id = TEXT + TURBO;
        List<FieldSpec<?>> fields = new ArrayList<>(List.of(prompt()));
        fields.addAll(resolutionAndRatio(id, ratios(false)));
        fields.addAll(turbo(id));
        fields.addAll(shared(id));
        return model(Operation.TEXT_TO_VIDEO, id, fields)
                .availability(ModelSpec.Availability.INFERRED)
                .note("INFERRED: only the price. The vendor's page of image-to-video/turbo states it; none states the"
                        + " price of text-to-video/turbo.")
                .prices(perVideo("for one video, inferred from the price of image-to-video/turbo, at "))
                .build();
    }

    private static ModelSpec imageToVideo() {
        List<FieldSpec<?>> fields = new ArrayList<>(List.of(image(), lastImage(), prompt(), negativePrompt()));
        fields.addAll(resolutionAndRatio(IMAGE, ratios(true)));
        fields.addAll(length(IMAGE, durations(2, 10), integers(MIN_FRAMES, MAX_FRAMES), 81));
        fields.addAll(sampling(27, "3.5"));
        fields.addAll(renderingOfA14b(IMAGE, "3.5"));
        fields.addAll(shared(IMAGE));
        return model(Operation.IMAGE_TO_VIDEO, IMAGE, fields)
                .recommended(true)
                .prices(perSecond("of video"))
                .build();
    }

    private static ModelSpec imageToVideoTurbo() {
        String id = IMAGE + TURBO;
        List<FieldSpec<?>> fields = new ArrayList<>(List.of(image(), lastImage(), prompt()));
        fields.addAll(resolutionAndRatio(id, ratios(true)));
        fields.addAll(turbo(id));
        fields.addAll(shared(id));
        return model(Operation.IMAGE_TO_VIDEO, id, fields)
                .prices(perVideo("for one video at "))
                .build();
    }

    private static ModelSpec speechToVideo() {
        List<FieldSpec<?>> fields = new ArrayList<>(List.of(
                image(), FieldSpec.required(Field.AUDIO, at("audio_url")).withConstraint(ANY_URL), prompt()));
        fields.add(negativePrompt());
        fields.add(resolution(SPEECH, Resolution.P480));
        List<OfferedValue<Long>> multiplesOf4 = LongStream.rangeClosed(10, 30)
                .map(quarter -> quarter * 4)
                .mapToObj(count -> new OfferedValue<>(count, Long.toString(count)))
                .toList();
        fields.addAll(length(SPEECH, durations(3, 7), new AllowedValues.OneOf<>(SPEECH, multiplesOf4), 80));
        fields.addAll(sampling(27, "3.5"));
        fields.addAll(shared(SPEECH));
        return model(Operation.SPEECH_TO_VIDEO, SPEECH, fields)
                .recommended(true)
                .note("No document says what happens to a recording that is longer than the video.")
                .build();
    }

    private static ModelSpec animate(Operation operation, String id) {
        List<FieldSpec<?>> fields = new ArrayList<>(List.of(
                image(), FieldSpec.required(Field.VIDEO, at("video_url")).withConstraint(ANY_URL)));
        fields.add(resolution(id, Resolution.P480));
        fields.addAll(sampling(20, "1"));
        fields.add(FieldSpec.optional(USE_TURBO, at("use_turbo")).withDefault(false));
        fields.add(FieldSpec.optional(FRAMES_ZIP, at("return_frames_zip")).withDefault(false));
        fields.addAll(shared(id));
        return model(operation, id, fields).recommended(true).build();
    }

    private static ModelSpec.Builder model(Operation operation, String id, List<FieldSpec<?>> fields) {
        return ModelSpec.builder()
                .operation(operation)
                .id(id)
                .source(new DocumentAnchor(SCHEMAS, id))
                .fields(fields);
    }

    private static FieldSpec<String> prompt() {
        return FieldSpec.required(Field.PROMPT, at("prompt")).withConstraint(NOT_EMPTY);
    }

    private static FieldSpec<String> negativePrompt() {
        return FieldSpec.optional(Field.NEGATIVE_PROMPT, at("negative_prompt")).withDefault("");
    }

    private static FieldSpec<String> image() {
        return FieldSpec.required(Field.IMAGE, at("image_url")).withConstraint(ANY_URL);
    }

    private static FieldSpec<String> lastImage() {
        return FieldSpec.optional(Field.LAST_IMAGE, at("end_image_url")).withConstraint(ANY_URL);
    }

    private static List<FieldSpec<?>> resolutionAndRatio(String id, List<OfferedValue<AspectRatio>> ratios) {
        return List.of(
                resolution(id, Resolution.P720),
                FieldSpec.optional(Field.ASPECT_RATIO, at("aspect_ratio"))
                        .withConstraint(new AllowedValues.OneOf<>(id, ratios))
                        .withDefault(ratios.get(0).value()));
    }

    private static FieldSpec<Resolution> resolution(String id, Resolution fallback) {
        List<OfferedValue<Resolution>> tiers = Stream.of("480p", "580p", "720p")
                .map(tier -> new OfferedValue<>(Resolution.of(tier), tier))
                .toList();
        return FieldSpec.optional(Field.RESOLUTION, at("resolution"))
                .withConstraint(new AllowedValues.OneOf<>(id, tiers))
                .withDefault(fallback);
    }

    private static List<FieldSpec<?>> length(
            String id, List<OfferedValue<Duration>> durations, AllowedValues<Long> numFrames, long defaultFrames) {
        return List.of(
                FieldSpec.optional(Field.DURATION, at("num_frames"))
                        .withConstraint(new AllowedValues.OneOf<>(id, durations))
                        .excludes(NUM_FRAMES)
                        .excludes(FRAMES_PER_SECOND)
                        .excludes(ADJUST_FPS)
                        .withNote("It is sent as num_frames, at 16 frames per second."),
                FieldSpec.optional(NUM_FRAMES, at("num_frames"))
                        .withConstraint(numFrames)
                        .withDefault(defaultFrames),
                FieldSpec.optional(FRAMES_PER_SECOND, at("frames_per_second"))
                        .withConstraint(integers(4, 60))
                        .withDefault(DEFAULT_RATE));
    }

    private static List<FieldSpec<?>> sampling(long steps, String guidanceScale) {
        return List.of(
                FieldSpec.optional(Field.INFERENCE_STEPS, at("num_inference_steps"))
                        .withConstraint(integers(2, 40))
                        .withDefault(steps),
                scale(Field.GUIDANCE_SCALE, guidanceScale),
                scale(SHIFT, "5"));
    }

    private static List<FieldSpec<?>> renderingOfA14b(String id, String secondGuidanceScale) {
        return List.of(
                scale(GUIDANCE_SCALE_2, secondGuidanceScale),
                acceleration(id),
                promptExpansion(),
                FieldSpec.optional(INTERPOLATOR, at("interpolator_model"))
                        .withConstraint(FieldSpec.oneOfTexts(id, "none", "film", "rife"))
                        .withDefault("film"),
                FieldSpec.optional(INTERPOLATED_FRAMES, at("num_interpolated_frames"))
                        .withConstraint(integers(0, 4))
                        .withDefault(1L)
                        .withNote("The default doubles the frame rate of the video, not its length."),
                FieldSpec.optional(ADJUST_FPS, at("adjust_fps_for_interpolation"))
                        .withDefault(true));
    }

    private static List<FieldSpec<?>> turbo(String id) {
        return List.of(acceleration(id), promptExpansion());
    }

    private static FieldSpec<String> acceleration(String id) {
        return FieldSpec.optional(ACCELERATION, at("acceleration"))
                .withConstraint(FieldSpec.oneOfTexts(id, "none", "regular"))
                .withDefault("regular");
    }

    private static FieldSpec<Boolean> promptExpansion() {
        return FieldSpec.optional(PROMPT_EXPANSION, at("enable_prompt_expansion"))
                .withDefault(false);
    }

    private static List<FieldSpec<?>> shared(String id) {
        return List.of(
                FieldSpec.optional(Field.SEED, at("seed")),
                FieldSpec.optional(Field.SAFETY_CHECKER, at("enable_safety_checker"))
                        .withDefault(false)
                        .withNote("By the document, fal does not check the inputs unless this is true."),
                FieldSpec.optional(OUTPUT_SAFETY_CHECKER, at("enable_output_safety_checker"))
                        .withDefault(false)
                        .withNote("By the document, fal does not check the video unless this is true."),
                FieldSpec.optional(VIDEO_QUALITY, at("video_quality"))
                        .withConstraint(FieldSpec.oneOfTexts(id, "low", "medium", "high", "maximum"))
                        .withDefault("high"),
                FieldSpec.optional(VIDEO_WRITE_MODE, at("video_write_mode"))
                        .withConstraint(FieldSpec.oneOfTexts(id, "fast", "balanced", "small"))
                        .withDefault("balanced"));
    }

    private static FieldSpec<BigDecimal> scale(Field<BigDecimal> field, String fallback) {
        return FieldSpec.optional(field, at(field.name()))
                .withConstraint(new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.TEN))
                .withDefault(new BigDecimal(fallback));
    }

    private static AllowedValues<Long> integers(long min, long max) {
        return new AllowedValues.Between<>(BigDecimal.valueOf(min), BigDecimal.valueOf(max));
    }

    private static List<OfferedValue<Duration>> durations(long min, long max) {
        return LongStream.rangeClosed(min, max)
                .mapToObj(seconds -> new OfferedValue<>(Duration.ofSeconds(seconds), Long.toString(seconds)))
                .toList();
    }

    /** Returns the ratios, the default first. */
    private static List<OfferedValue<AspectRatio>> ratios(boolean withAuto) {
        return Stream.of("auto", "16:9", "9:16", "1:1")
                .filter(ratio -> withAuto || !ratio.equals("auto"))
                .map(ratio -> new OfferedValue<>(AspectRatio.of(ratio), ratio))
                .toList();
    }

    private static List<PriceRow> perSecond(String basis) {
        return Stream.of(Map.entry("480p", "0.04"), Map.entry("580p", "0.06"), Map.entry("720p", "0.08"))
                .<PriceRow>map(row -> new PriceRow.PublishedRate(
                        Optional.of(Resolution.of(row.getKey())),
                        Money.usd(row.getValue()),
                        Field.DURATION,
                        FalPricing.length(MIN_FRAMES),
                        FalPricing.length(MAX_FRAMES),
                        basis + ", counted as num_frames / 16",
                        new DocumentAnchor(PRICES, "per video second at 16 frames per second")))
                .toList();
    }

    private static List<PriceRow> perVideo(String basis) {
        return Stream.of(Map.entry("480p", "0.05"), Map.entry("580p", "0.075"), Map.entry("720p", "0.10"))
                .<PriceRow>map(row -> new PriceRow.PerVideo(
                        Optional.of(Resolution.of(row.getKey())),
                        Optional.empty(),
                        Money.usd(row.getValue()),
                        Optional.empty(),
                        basis + row.getKey(),
                        new DocumentAnchor(PRICES, "turbo, per video at " + row.getKey())))
                .toList();
    }

    private static DocumentAnchor at(String quote) {
        return new DocumentAnchor(SCHEMAS, quote);
    }
}
