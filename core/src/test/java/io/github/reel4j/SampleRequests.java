package io.github.reel4j;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.AnimateRequest;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.TextToVideoRequest;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The models, requests, tasks and videos of a fictional vendor. */
public final class SampleRequests {

    public static final ProviderId ACME = ProviderId.of("acme");

    public static final Field<Boolean> WATERMARK = Field.flag("watermark");
    public static final Field<Long> STEPS = Field.integer("steps");
    public static final Field<BigDecimal> SHIFT = Field.decimal("shift");
    public static final Field<String> MODE = Field.text("mode");
    public static final Field<String> CALLBACK = Field.text("callback_url");

    private SampleRequests() {}

    public static DocumentAnchor anchor(String quote) {
        return new DocumentAnchor("acme-text", quote);
    }

    /** Text to video with 480p (default) or 1080p (1920*1080), and options of the vendor. */
    public static ModelSpec plus() {
        return ModelSpec.builder()
                .operation(Operation.TEXT_TO_VIDEO)
                .id("plus")
                .recommended(true)
                .source(anchor("plus"))
                .fields(
                        FieldSpec.required(Field.PROMPT, anchor("prompt"))
                                .withConstraint(new AllowedValues.Length(true, 20)),
                        FieldSpec.optional(Field.NEGATIVE_PROMPT, anchor("negative"))
                                .withConstraint(new AllowedValues.Length(false, 10)),
                        FieldSpec.optional(Field.RESOLUTION, anchor("size"))
                                .withConstraint(new AllowedValues.OneOf<>(
                                        "plus",
                                        List.of(
                                                new OfferedValue<>(Resolution.P480, "832*480"),
                                                new OfferedValue<>(Resolution.P1080, "1920*1080"))))
                                .withDefault(Resolution.P480)
                                .withNote("The documented default is not offered."),
                        FieldSpec.optional(Field.SEED, anchor("seed"))
                                .withConstraint(new AllowedValues.Between<>(
                                        BigDecimal.ZERO, BigDecimal.valueOf(Integer.MAX_VALUE))),
                        FieldSpec.optional(WATERMARK, anchor("watermark")).withDefault(false),
                        FieldSpec.optional(STEPS, anchor("steps"))
                                .withConstraint(new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.TEN)),
                        FieldSpec.optional(SHIFT, anchor("shift"))
                                .withConstraint(
                                        new AllowedValues.Between<>(new BigDecimal("0.5"), new BigDecimal("2.5"))),
                        FieldSpec.optional(MODE, anchor("mode"))
                                .withConstraint(FieldSpec.oneOfTexts("plus", "async", "callback"))
                                .withDefault("async"),
                        FieldSpec.optional(CALLBACK, anchor("callback")).requiredWhen(MODE, "callback"))
                .prices(perVideo(Resolution.P480, "0.085"))
                .build();
    }

    public static ModelSpec priceListOnly() {
        return ModelSpec.builder()
                .operation(Operation.TEXT_TO_VIDEO)
                .id("ultra")
                .availability(ModelSpec.Availability.PRICED_ONLY)
                .source(anchor("ultra"))
                .prices(perVideo(Resolution.P480, "9.99"))
                .build();
    }

    /** Animate with an image and a clip of optional duration, priced per second. */
    public static ModelSpec animate() {
        return ModelSpec.builder()
                .operation(Operation.ANIMATE)
                .id("mover")
                .recommended(true)
                .source(anchor("mover"))
                .fields(
                        FieldSpec.required(Field.IMAGE, anchor("image"))
                                .withConstraint(new AllowedValues.Url(true, List.of("jpg", "png"))),
                        FieldSpec.required(Field.VIDEO, anchor("video"))
                                .withConstraint(new AllowedValues.Url(true, List.of("mp4"))),
                        FieldSpec.optional(Field.MOTION_LENGTH, anchor("motion")),
                        FieldSpec.optional(Field.RESOLUTION, anchor("resolution"))
                                .withConstraint(new AllowedValues.OneOf<>(
                                        "mover",
                                        List.of(
                                                new OfferedValue<>(Resolution.P480, "480P"),
                                                new OfferedValue<>(Resolution.P720, "720P"))))
                                .withDefault(Resolution.P480))
                .prices(new PriceRow.PerSecond(
                        Optional.of(Resolution.P480),
                        "rate-480p",
                        Currency.getInstance("USD"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(120),
                        anchor("billing")))
                .build();
    }

    public static PriceRow.PerVideo perVideo(Resolution resolution, String usd) {
        return new PriceRow.PerVideo(
                Optional.of(resolution),
                Optional.empty(),
                Money.usd(usd),
                Optional.empty(),
                "one video at " + resolution,
                anchor("price"));
    }

    public static TextToVideoRequest text(String prompt) {
        return TextToVideoRequest.builder().prompt(prompt).build();
    }

    public static AnimateRequest.Builder motion() {
        return AnimateRequest.builder()
                .image("https://pictures.example.com/a.png")
                .video("https://pictures.example.com/b.mp4");
    }

    public static ImageToVideoRequest.Builder picture() {
        return ImageToVideoRequest.builder().image("https://pictures.example.com/a.png");
    }

    public static TaskRef task() {
        return task("19d8e7a6");
    }

    public static TaskRef task(String id) {
        return task(id, ACME.value());
    }

    public static TaskRef task(String id, String provider) {
        return new TaskRef(
                ProviderId.of(provider), Operation.TEXT_TO_VIDEO, "video", id, "0123456789ab", VirtualScheduler.START);
    }

    public static GeneratedVideo video() {
        return GeneratedVideo.builder()
                .task(task())
                .url(URI.create("https://cdn.example.com/v.mp4"))
                .build();
    }
}
