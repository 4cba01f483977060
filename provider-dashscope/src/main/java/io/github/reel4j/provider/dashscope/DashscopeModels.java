package io.github.reel4j.provider.dashscope;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.AspectRatio;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireValue;
import io.github.reel4j.provider.dashscope.DashscopeSettings.Region;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VendorLimits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The models of DashScope in one region with their fields, limits and prices, as in its documents. */
final class DashscopeModels {

    static final Field<Boolean> PROMPT_EXTEND = Field.flag("prompt_extend");
    static final Field<Boolean> WATERMARK = Field.flag("watermark");
    static final Field<String> AUDIO_URL = Field.url("audio_url");
    static final Field<String> TEMPLATE = Field.text("template");
    static final Field<String> MODE = Field.text("mode");
    static final Field<Boolean> CHECK_IMAGE = Field.flag("check_image");

    /** What the vendor bills for the check of a picture, in both currencies. */
    static final String FACE_CHECK = "0.004 CNY (0.000574 USD)";

    static final Currency CNY = Currency.getInstance("CNY");

    private static final String TEXT = "dashscope-text-to-video";
    private static final String IMAGE = "dashscope-image-to-video";
    private static final String SPEECH = "dashscope-speech-to-video";
    private static final String ANIMATE = "dashscope-animate";
    private static final String LIMITS = "dashscope-limits";
    private static final String RESELLER = "dashscope-prices-of-a-reseller";
    private static final Duration FIVE = Duration.ofSeconds(5);
    private static final String CUT = "The vendor would cut a longer text silently.";
    private static final AllowedValues<String> PICTURE =
            new AllowedValues.Url(false, List.of("jpeg", "jpg", "png", "bmp", "webp"));
    private static final AllowedValues<String> RECORDING = new AllowedValues.Url(false, List.of("wav", "mp3"));

    /** A size of videos. The document lists sizes by tier; the names of their ratios are inferred. */
    private record Size(Resolution tier, AspectRatio ratio, Resolution pixels) {
        static Size of(String tier, String ratio, String pixels) {
            return new Size(Resolution.of(tier), AspectRatio.of(ratio), Resolution.of(pixels));
        }
    }

    private static final List<Size> SIZES = List.of(
            Size.of("480p", "16:9", "832*480"),
            Size.of("480p", "9:16", "480*832"),
            Size.of("480p", "1:1", "624*624"),
            Size.of("720p", "16:9", "1280*720"),
            Size.of("720p", "9:16", "720*1280"),
            Size.of("720p", "1:1", "960*960"),
            Size.of("720p", "4:3", "1088*832"),
            Size.of("720p", "3:4", "832*1088"),
            Size.of("1080p", "16:9", "1920*1080"),
            Size.of("1080p", "9:16", "1080*1920"),
            Size.of("1080p", "1:1", "1440*1440"),
            Size.of("1080p", "4:3", "1632*1248"),
            Size.of("1080p", "3:4", "1248*1632"));

    private final Region region;
    private final Currency currency;
    /** How the names of the older models start. */
    private final String wan21;

    private DashscopeModels(Region region, Currency currency) {
        this.region = region;
        this.currency = currency;
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

    /** Returns the size to order in the vendor's spelling; empty if there is no such video. */
    static Optional<String> size(ResolvedRequest request) {
        Optional<AspectRatio> ratio = request.get(Field.ASPECT_RATIO);
        return request.get(Field.RESOLUTION)
                .flatMap(wanted -> SIZES.stream()
                        .filter(size -> size.pixels().equals(wanted)
                                ? ratio.isEmpty() || ratio.get().equals(size.ratio())
                                : size.tier().equals(wanted)
                                        && size.ratio().equals(ratio.orElse(AspectRatio.LANDSCAPE)))
                        .map(size -> size.pixels().value())
                        .findFirst()
                        // an undocumented size that the user allowed
                        .or(() -> ratio.isEmpty()
                                        && tier(wanted).isEmpty()
                                        && wanted.value().contains("*")
                                ? Optional.of(wanted.value())
                                : Optional.empty()));
    }

    /** Says which sizes there are, if the resolution does not go with the aspect ratio. */
    static Optional<String> sizeViolation(ResolvedRequest request) {
        if (request.operation() != Operation.TEXT_TO_VIDEO || size(request).isPresent()) {
            return Optional.empty();
        }
        Optional<Resolution> wanted = request.get(Field.RESOLUTION);
        return Optional.of(request.model().id() + " makes no video of "
                + wanted.map(Resolution::value).orElse("no resolution") + " and "
                + request.get(Field.ASPECT_RATIO).map(AspectRatio::value).orElse("16:9") + ". Offered: "
                + SIZES.stream()
                        .filter(size -> wanted.flatMap(DashscopeModels::tier).equals(Optional.of(size.tier())))
                        .map(size -> size.pixels() + " (" + size.ratio() + ")")
                        .collect(Collectors.joining(", "))
                + " (" + at(TEXT, "parameters.size") + ").");
    }

    /** Returns the values that decide the price, with the tier of a size, and with the price rows of the mode. */
    static ResolvedRequest priced(ResolvedRequest request) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        for (Field<?> length : List.of(Field.DURATION, Field.MOTION_LENGTH, Field.AUDIO_LENGTH)) {
            request.get(length).ifPresent(value -> values.put(length, value));
        }
        request.get(Field.RESOLUTION)
                .map(resolution -> tier(resolution).orElse(resolution))
                .ifPresent(tier -> values.put(Field.RESOLUTION, tier));
        ModelSpec model = request.model();
        boolean pro = request.get(MODE).equals(Optional.of("wan-pro"));
        return new ResolvedRequest(
                request.provider(),
                pro && !model.prices().isEmpty()
                        ? ModelSpec.builder()
                                .from(model)
                                .prices(List.of(animatePrice(model.id(), "wan-pro", "0.9")))
                                .build()
                        : model,
                values);
    }

    /** Returns the tier of a resolution, by which videos are priced; empty if it is not documented. */
    static Optional<Resolution> tier(Resolution resolution) {
        return SIZES.stream()
                .filter(size -> size.tier().equals(resolution) || size.pixels().equals(resolution))
                .map(Size::tier)
                .findFirst();
    }

    private List<ModelSpec> textToVideo() {
        return List.of(
                textModel("wan2.2-t2v-plus", 800, "1080p", List.of(5), "480p", "1080p")
                        .recommended(true)
                        .note("If no resolution is set, 1080p is ordered, the documented default and the dearest"
                                + " tier. There is no 720p. The video is silent.")
                        .prices(fiveSeconds("wan2.2-t2v-plus", "480p", "0.14", "1080p", "0.70"))
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
                        .prices(upToTenSeconds("wan2.5-t2v/i2v-preview"))
                        .build());
    }

    private ModelSpec.Builder textModel(
            String id, int maxPrompt, String defaultTier, List<Integer> seconds, String... tiers) {
        List<Resolution> offered = Stream.of(tiers).map(Resolution::of).toList();
        Stream<Resolution> sizes = Stream.concat(
                offered.stream(),
                SIZES.stream().filter(size -> offered.contains(size.tier())).map(Size::pixels));
        List<WireValue<AspectRatio>> ratios = SIZES.stream()
                .filter(size -> offered.contains(size.tier()))
                .map(size -> new WireValue<>(size.ratio(), size.ratio().value()))
                .distinct()
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
                        sizes.map(size -> new WireValue<>(size, size.value().toUpperCase(Locale.ROOT)))
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
                        .prices(fiveSeconds("wan2.2-i2v-plus", "480p", "0.14", "1080p", "0.70"))
                        .build(),
                imageModel("wan2.2-i2v-flash", 800, "720p", List.of(5), "480p", "720p", "1080p")
                        .note("The video is silent. An older page lists no 1080p."
                                + (region == Region.SINGAPORE ? " One copy of the limits does not list it." : ""))
                        .prices(fiveSeconds("wan2.2-i2v-flash", "480p", "0.10", "720p", "0.20", "1080p", "0.48"))
                        .build(),
                imageModel(wan21 + "-i2v-plus", 800, "720p", List.of(5), "720p")
                        .note("The video is silent.")
                        .prices(plus())
                        .build(),
                imageModel(wan21 + "-i2v-turbo", 800, "720p", List.of(3, 4, 5), "480p", "720p")
                        .note("The video is silent.")
                        .prices(turbo())
                        .build(),
                imageModel("wan2.5-i2v-preview", 1500, "1080p", List.of(5, 10), "480p", "720p", "1080p")
                        .note("If no resolution is set, 1080p is ordered, the documented default and the dearest"
                                + " tier. The video has sound.")
                        .prices(upToTenSeconds("wan2.5-t2v/i2v-preview"))
                        .build(),
                imageModel("wan2.2-kf2v-flash", 800, "720p", List.of(5), "480p", "720p", "1080p")
                        .recommendedWith(Field.LAST_IMAGE)
                        .note("INFERRED: the vendor's default resolution is not documented. reel4j sends 720p if none"
                                + " is set. The video is silent.")
                        .availability(ModelSpec.Availability.INFERRED)
                        .prices(fiveSeconds("wan2.2-kf2v-flash", "480p", "0.10", "720p", "0.20", "1080p", "0.48"))
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
                .note("The document requires that wan2.2-s2v-detect checks the picture first, for " + FACE_CHECK
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
                .prices(speechPrices())
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
                .prices(isPriced() ? List.of(animatePrice(id, "wan-std", "0.6")) : List.of())
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
                                .map(tier -> new WireValue<>(Resolution.of(tier), tier.toUpperCase(Locale.ROOT)))
                                .toList()))
                .withDefault(defaultTier);
    }

    private static FieldSpec<Duration> length(String document, String id, List<Integer> seconds) {
        return FieldSpec.optional(Field.DURATION, at(document, "parameters.duration"))
                .withConstraint(new AllowedValues.OneOf<>(
                        id,
                        seconds.stream()
                                .map(each -> new WireValue<>(Duration.ofSeconds(each), each.toString()))
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

    /** Returns whether documents state the prices of this region and currency. Those of Singapore are unknown. */
    private boolean isPriced() {
        return region == Region.BEIJING && currency.equals(CNY);
    }

    /** Returns a row for each pair of a tier and a rate per second. */
    private List<PriceRow> fiveSeconds(String model, String... tiersAndRates) {
        List<PriceRow> rows = new ArrayList<>();
        for (int i = 0; isPriced() && i < tiersAndRates.length; i += 2) {
            rows.add(fiveSeconds(
                    tiersAndRates[i],
                    tiersAndRates[i + 1],
                    ", according to a reseller",
                    at(RESELLER, model + " " + tiersAndRates[i] + " " + tiersAndRates[i + 1])));
        }
        return rows;
    }

    private static PriceRow fiveSeconds(String tier, String rate, String remark, DocumentAnchor source) {
        return new PriceRow.PerVideo(
                Optional.of(Resolution.of(tier)),
                Optional.of(FIVE),
                cny(rate).times(BigDecimal.valueOf(5)),
                Optional.of(new BigDecimal(rate)),
                "for a video of 5 s at " + tier + remark,
                source);
    }

    private List<PriceRow> plus() {
        return isPriced()
                ? List.of(fiveSeconds("720p", "0.70", "", at("dashscope-prices", "wanx2.1-i2v-plus 0.70")))
                : List.of();
    }

    private List<PriceRow> turbo() {
        return isPriced()
                ? List.of(rate(
                        Optional.empty(),
                        cny("0.24"),
                        Field.DURATION,
                        Duration.ofSeconds(3),
                        FIVE,
                        "of video",
                        at("dashscope-prices", "wanx2.1-i2v-turbo 0.24")))
                : List.of();
    }

    private List<PriceRow> upToTenSeconds(String model) {
        return Stream.of("480p 0.30", "720p 0.60", "1080p 1.00")
                .filter(row -> isPriced())
                .map(row -> row.split(" "))
                .map(row -> rate(
                        Optional.of(Resolution.of(row[0])),
                        cny(row[1]),
                        Field.DURATION,
                        FIVE,
                        Duration.ofSeconds(10),
                        "of video at " + row[0] + ", according to a reseller",
                        at(RESELLER, model + " " + row[0] + " " + row[1])))
                .toList();
    }

    /** The only model with documented prices in both currencies. The document states no minimum of seconds. */
    private List<PriceRow> speechPrices() {
        List<PriceRow> rows = new ArrayList<>();
        for (String[] row : new String[][] {{"480p", "0.50", "0.071677"}, {"720p", "0.90", "0.129018"}}) {
            Money rate = currency.equals(CNY) ? cny(row[1]) : Money.usd(row[2]);
            rows.add(rate(
                    Optional.of(Resolution.of(row[0])),
                    rate,
                    Field.AUDIO_LENGTH,
                    Duration.ofMillis(10),
                    Duration.ofSeconds(20),
                    "of video at " + row[0],
                    at(SPEECH, row[0] + " " + (currency.equals(CNY) ? row[1] : row[2]))));
        }
        return rows;
    }

    private static PriceRow animatePrice(String id, String mode, String rate) {
        return rate(
                Optional.empty(),
                cny(rate),
                Field.MOTION_LENGTH,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                "of video in mode " + mode
                        + (id.endsWith("move")
                                ? ", inferred from the price of wan2.2-animate-mix"
                                : ", stated without a source"),
                at(ANIMATE, "wan2.2-animate-mix " + mode + " " + rate));
    }

    private static PriceRow rate(
            Optional<Resolution> tier,
            Money perSecond,
            Field<Duration> length,
            Duration min,
            Duration max,
            String basis,
            DocumentAnchor source) {
        return new PriceRow.PublishedRate(tier, perSecond, length, min, max, basis, source);
    }

    /** Returns the documented limits of models, which hold for the main account and not only for the key. */
    static VendorLimits limits(List<ModelSpec> models) {
        List<ModelLimits> limits = new ArrayList<>();
        for (ModelSpec model : models) {
            String id = model.id();
            boolean single = id.startsWith("wan2.2-animate") || id.equals("wan2.2-s2v");
            boolean preview = id.startsWith("wan2.5");
            // the list of Singapore is unclear about this one, which has another name in Beijing; 1 is safe
            boolean unclear = id.equals("wan2.1-kf2v-plus");
            limits.add(new ModelLimits(
                    id,
                    Optional.of(CallRate.perSecond(single || preview ? 5 : 2)),
                    Optional.of(single || unclear ? 1 : preview ? 5 : 2),
                    at(LIMITS, id)));
        }
        return VendorLimits.UNDOCUMENTED
                .withPolls(CallRate.perSecond(20), at("dashscope-asynchronous-tasks", "20 QPS"))
                .withModels(limits);
    }

    /** Returns the price of a face check. */
    static BigDecimal faceCheck(Currency currency) {
        return new BigDecimal(currency.equals(CNY) ? "0.004" : "0.000574");
    }

    private static Money cny(String amount) {
        return new Money(new BigDecimal(amount), CNY);
    }

    private static DocumentAnchor at(String document, String quote) {
        return new DocumentAnchor(document, quote);
    }
}
