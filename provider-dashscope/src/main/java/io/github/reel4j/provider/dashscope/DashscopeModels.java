package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.provider.dashscope.DashscopeSettings.Region;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The models of DashScope in one region with their fields, limits and prices, as in its documents. */
final class DashscopeModels {

    static final Field<Boolean> PROMPT_EXTEND = Field.flag("prompt_extend");
    static final Field<Boolean> WATERMARK = Field.flag("watermark");
    static final Field<String> AUDIO_URL = Field.url("audio_url");
    static final Field<String> TEMPLATE = Field.text("template");
    static final Field<String> MODE = Field.text("mode");
    static final Field<Boolean> CHECK_IMAGE = Field.flag("check_image");

    private static final String TEXT = "dashscope-text-to-video";
    private static final String IMAGE = "dashscope-image-to-video";
    private static final String SPEECH = "dashscope-speech-to-video";
    private static final String ANIMATE = "dashscope-animate";
    private static final Duration FIVE = Duration.ofSeconds(5);
    private static final String CUT = "The vendor would cut a longer text silently.";
    private static final AllowedValues<String> PICTURE =
            new AllowedValues.Url(false, List.of("jpeg", "jpg", "png", "bmp", "webp"));
    private static final AllowedValues<String> RECORDING = new AllowedValues.Url(false, List.of("wav", "mp3"));

    private final Region region;
    private final DashscopePriceTable prices;
    /** How the names of the older models start. */
    private final String wan21;

    private DashscopeModels(Region region, Currency currency) {
        this.region = region;
        this.prices = new DashscopePriceTable(region, currency);
        this.wan21 = region == Region.BEIJING ? "wanx2.1" : "wan2.1";
    }

    /** Returns the models of a region with their prices in a currency, if a document states them. */
    static List<ModelSpec> of(Region region, Currency currency) {
        DashscopeModels models = new DashscopeModels(region, currency);
        return Stream.of(
                        models.textToVideo(),
                        models.imageToVideo(),
                        region == Region.BEIJING ? List.of(models.speechToVideo()) : List.<ModelSpec>of(),
                        List.of(
                                models.animate(Operation.ANIMATE, "wan2.2-animate-move"),
                                models.animate(Operation.REPLACE, "wan2.2-animate-mix")))
                .flatMap(List::stream)
                .toList();
    }

    private List<ModelSpec> textToVideo() {
        return List.of(
                textModel("wan2.2-t2v-plus", 800, "1080p", List.of(5), "480p", "1080p")
                        .recommended(true)
                        .note("If no resolution is set, 1080p is ordered, the documented default and the dearest"
                                + " tier. There is no 720p. The video is silent.")
                        .prices(prices.fiveSeconds("wan2.2-t2v-plus", "480p", "0.14", "1080p", "0.70"))
                        .build(),
                textModel(wan21 + "-t2v-turbo", 800, "720p", List.of(5), "480p", "720p")
                        .note("The video is silent.")
                        .build(),
                textModel(wan21 + "-t2v-plus", 800, "720p", List.of(5), "720p")
                        .note("The video is silent.")
                        .build(),
                textModel("wan2.5-t2v-preview", 1500, "1080p", List.of(5, 10), "480p", "720p", "1080p")
                        .note("If no resolution is set, 1080p is ordered, the documented default and the dearest"
                                + " tier. The video has sound.")
                        .prices(prices.upToTenSeconds("wan2.5-t2v/i2v-preview"))
                        .build());
    }

    private ModelSpec.Builder textModel(
            String id, int maxPrompt, String defaultTier, List<Integer> seconds, String... tiers) {
        List<Resolution> offered = Stream.of(tiers).map(Resolution::of).toList();
        Stream<Resolution> sizes = Stream.concat(offered.stream(), DashscopeSizes.of(offered));
        List<OfferedValue<AspectRatio>> ratios = DashscopeSizes.ratios(offered)
                .map(ratio -> new OfferedValue<>(ratio, ratio.value()))
                .toList();
        List<FieldSpec<?>> fields = new ArrayList<>();
        fields.add(FieldSpec.required(Field.PROMPT, at(TEXT, "input.prompt"))
                .withConstraint(new AllowedValues.Length(true, maxPrompt))
                .withNote(CUT));
        fields.add(negativePrompt(TEXT));
        if (seconds.contains(10)) {
            fields.add(audio(TEXT));
        }
        fields.add(FieldSpec.optional(Field.RESOLUTION, at(TEXT, "parameters.size"))
                .withConstraint(new AllowedValues.OneOf<>(
                        id,
                        sizes.map(size -> new OfferedValue<>(size, size.value().toUpperCase(Locale.ROOT)))
                                .toList()))
                .withDefault(Resolution.of(defaultTier))
                .withNote("A tier is sent as the size with the wanted aspect ratio."));
        fields.add(FieldSpec.optional(Field.ASPECT_RATIO, at(TEXT, "parameters.size"))
                .withConstraint(new AllowedValues.OneOf<>(id, ratios))
                .withNote("INFERRED: the document lists sizes without naming their ratios. 480p has no 4:3 and 3:4."));
        fields.add(length(TEXT, id, seconds));
        fields.addAll(rendering(TEXT));
        return ModelSpec.builder()
                .operation(Operation.TEXT_TO_VIDEO)
                .id(id)
                .source(at(TEXT, id))
                .fields(fields)
                .typicalMin(Duration.ofMinutes(1))
                .typicalMax(Duration.ofMinutes(5));
    }

    private List<ModelSpec> imageToVideo() {
        return List.of(
                imageModel("wan2.2-i2v-plus", 800, "1080p", List.of(5), "480p", "1080p")
                        .recommended(true)
                        .note("If no resolution is set, 1080p is ordered, the documented default and the dearest"
                                + " tier. There is no 720p. The video is silent.")
                        .prices(prices.fiveSeconds("wan2.2-i2v-plus", "480p", "0.14", "1080p", "0.70"))
                        .build(),
                imageModel("wan2.2-i2v-flash", 800, "720p", List.of(5), "480p", "720p", "1080p")
                        .note("The video is silent. An older page lists no 1080p."
                                + (region == Region.SINGAPORE ? " One copy of the limits does not list it." : ""))
                        .prices(prices.fiveSeconds("wan2.2-i2v-flash", "480p", "0.10", "720p", "0.20", "1080p", "0.48"))
                        .build(),
                imageModel(wan21 + "-i2v-plus", 800, "720p", List.of(5), "720p")
                        .note("The video is silent.")
                        .prices(prices.plus())
                        .build(),
                imageModel(wan21 + "-i2v-turbo", 800, "720p", List.of(3, 4, 5), "480p", "720p")
                        .note("The video is silent.")
                        .prices(prices.turbo())
                        .build(),
                imageModel("wan2.5-i2v-preview", 1500, "1080p", List.of(5, 10), "480p", "720p", "1080p")
                        .note("If no resolution is set, 1080p is ordered, the documented default and the dearest"
                                + " tier. The video has sound.")
                        .prices(prices.upToTenSeconds("wan2.5-t2v/i2v-preview"))
                        .build(),
                imageModel("wan2.2-kf2v-flash", 800, "720p", List.of(5), "480p", "720p", "1080p")
                        .recommendedWith(Field.LAST_IMAGE)
                        .note("INFERRED: the vendor's default resolution is not documented. reel4j sends 720p if none"
                                + " is set. The video is silent.")
                        .availability(ModelSpec.Availability.INFERRED)
                        .prices(prices.fiveSeconds(
                                "wan2.2-kf2v-flash", "480p", "0.10", "720p", "0.20", "1080p", "0.48"))
                        .build(),
                imageModel(wan21 + "-kf2v-plus", 800, "720p", List.of(5), "720p")
                        .note("The video is silent.")
                        .build());
    }

    private ModelSpec.Builder imageModel(
            String id, int maxPrompt, String defaultTier, List<Integer> seconds, String... tiers) {
        boolean frames = id.contains("kf2v");
        List<FieldSpec<?>> fields = new ArrayList<>();
        fields.add(FieldSpec.required(Field.IMAGE, at(IMAGE, frames ? "input.first_frame_url" : "input.img_url"))
                .withConstraint(PICTURE)
                .withNote("The vendor itself checks the limits: at most 10 MB, 360 to 2000 pixels."));
        if (frames) {
            fields.add(FieldSpec.optional(Field.LAST_IMAGE, at(IMAGE, "input.last_frame_url"))
                    .withConstraint(PICTURE));
        }
        fields.add(FieldSpec.optional(Field.PROMPT, at(IMAGE, "input.prompt"))
                .withConstraint(new AllowedValues.Length(false, maxPrompt))
                .withNote(CUT));
        fields.add(negativePrompt(IMAGE));
        if (seconds.contains(10)) {
            fields.add(audio(IMAGE));
        }
        if (!frames) {
            fields.add(FieldSpec.optional(TEMPLATE, at(IMAGE, "input.template"))
                    .withConstraint(new AllowedValues.Length(true, Integer.MAX_VALUE))
                    .withNote("The name of an effect, which only some models have. The prompt is then ignored."));
        }
        fields.add(tiers(IMAGE, id, Resolution.of(defaultTier), tiers));
        fields.add(length(IMAGE, id, seconds));
        fields.addAll(rendering(IMAGE));
        return ModelSpec.builder()
                .operation(Operation.IMAGE_TO_VIDEO)
                .id(id)
                .source(at(IMAGE, id))
                .fields(fields)
                .typicalMin(Duration.ofMinutes(1))
                .typicalMax(Duration.ofMinutes(5));
    }

    private ModelSpec speechToVideo() {
        String id = "wan2.2-s2v";
        return ModelSpec.builder()
                .operation(Operation.SPEECH_TO_VIDEO)
                .id(id)
                .recommended(true)
                .source(at(SPEECH, id))
                .note("The document requires that wan2.2-s2v-detect checks the picture first, for "
                        + DashscopePriceTable.FACE_CHECK
                        + ". The setting face-check makes reel4j do so before each order. The video is as long as the"
                        + " recording.")
                .fields(List.of(
                        FieldSpec.required(Field.IMAGE, at(SPEECH, "input.image_url"))
                                .withConstraint(PICTURE)
                                .withNote("The vendor itself checks the limits: 400 to 7000 pixels."),
                        FieldSpec.required(Field.AUDIO, at(SPEECH, "input.audio_url"))
                                .withConstraint(RECORDING)
                                .withNote("The vendor itself checks the limits: less than 15 MB and 20 s."),
                        tiers(SPEECH, id, Resolution.P480, "480p", "720p"),
                        FieldSpec.optional(Field.AUDIO_LENGTH, at(SPEECH, "usage.video_duration"))
                                .withNote("Used only for the estimate, never sent.")))
                .prices(prices.speech())
                .build();
    }

    private ModelSpec animate(Operation operation, String id) {
        return ModelSpec.builder()
                .operation(operation)
                .id(id)
                .recommended(true)
                .source(at(ANIMATE, id))
                .note("The document requires a mode and names no default. reel4j sends wan-std, the cheaper one, if"
                        + " none is set; wan-pro costs half as much again.")
                .fields(List.of(
                        FieldSpec.required(Field.IMAGE, at(ANIMATE, "input.image_url"))
                                .withConstraint(PICTURE)
                                .withNote("The vendor itself checks the limits: at most 5 MB, 200 to 4096 pixels, 1:3"
                                        + " to 3:1, one person."),
                        FieldSpec.required(Field.VIDEO, at(ANIMATE, "input.video_url"))
                                .withConstraint(new AllowedValues.Url(false, List.of("mp4", "avi", "mov")))
                                .withNote("The vendor itself checks the limits: at most 200 MB, 2 to 30 s, 200 to 2048"
                                        + " pixels, 1:3 to 3:1."),
                        FieldSpec.optional(MODE, at(ANIMATE, "parameters.mode"))
                                .withConstraint(FieldSpec.oneOfTexts(id, "wan-std", "wan-pro"))
                                .withDefault("wan-std"),
                        FieldSpec.optional(CHECK_IMAGE, at(ANIMATE, "parameters.check_image"))
                                .withDefault(true),
                        FieldSpec.optional(WATERMARK, at(ANIMATE, "input.watermark"))
                                .withDefault(false),
                        FieldSpec.optional(Field.MOTION_LENGTH, at(ANIMATE, "usage.video_duration"))
                                .withNote("Used only for the estimate, never sent.")))
                .prices(prices.animate(id))
                .build();
    }

    private static FieldSpec<String> negativePrompt(String document) {
        return FieldSpec.optional(Field.NEGATIVE_PROMPT, at(document, "input.negative_prompt"))
                .withConstraint(new AllowedValues.Length(false, 500))
                .withNote(CUT);
    }

    private static FieldSpec<String> audio(String document) {
        return FieldSpec.optional(AUDIO_URL, at(document, "input.audio_url"))
                .withConstraint(RECORDING)
                .withNote("The vendor itself checks the limits: 3 to 30 s, at most 15 MB.");
    }

    private static FieldSpec<Resolution> tiers(String document, String id, Resolution defaultTier, String... tiers) {
        return FieldSpec.optional(Field.RESOLUTION, at(document, "parameters.resolution"))
                .withConstraint(new AllowedValues.OneOf<>(
                        id,
                        Stream.of(tiers)
                                .map(tier -> new OfferedValue<>(Resolution.of(tier), tier.toUpperCase(Locale.ROOT)))
                                .toList()))
                .withDefault(defaultTier);
    }

    private static FieldSpec<Duration> length(String document, String id, List<Integer> seconds) {
        return FieldSpec.optional(Field.DURATION, at(document, "parameters.duration"))
                .withConstraint(new AllowedValues.OneOf<>(
                        id,
                        seconds.stream()
                                .map(each -> new OfferedValue<>(Duration.ofSeconds(each), each.toString()))
                                .toList()))
                .withDefault(FIVE);
    }

    private static List<FieldSpec<?>> rendering(String document) {
        return List.of(
                FieldSpec.optional(PROMPT_EXTEND, at(document, "parameters.prompt_extend"))
                        .withDefault(true),
                FieldSpec.optional(WATERMARK, at(document, "parameters.watermark"))
                        .withDefault(false),
                FieldSpec.optional(Field.SEED, at(document, "parameters.seed"))
                        .withConstraint(
                                new AllowedValues.Between<>(BigDecimal.ZERO, BigDecimal.valueOf(Integer.MAX_VALUE))));
    }

    private static DocumentAnchor at(String document, String quote) {
        return new DocumentAnchor(document, quote);
    }
}
