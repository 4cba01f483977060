package io.github.reel4j.provider.apixo;

import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.spi.VendorLimits;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/** The models of Apixo with their fields and prices, as in its document. */
final class ApixoModels {

    static final Field<String> REQUEST_TYPE = Field.text("request_type");
    static final Field<String> CALLBACK_URL = Field.url("callback_url");
    /** Apixo's routing strategy, named as in the document; not a provider of reel4j. */
    static final Field<String> PROVIDER = Field.text("provider");

    static final Field<String> MODE = Field.text("mode");

    static final List<String> RATES = List.of("rate-480p", "rate-720p");

    private static final String ID = "wan-2-2-animate";
    private static final AllowedValues<String> ANY_URL = new AllowedValues.Url(false, List.of());

    static final List<ModelSpec> ALL = List.of(model(Operation.ANIMATE), model(Operation.REPLACE));

    static final VendorLimits LIMITS = VendorLimits.of(10_000, 1_000, at("Exceeding limits returns 429 error"));

    private ApixoModels() {}

    private static ModelSpec model(Operation operation) {
        return ModelSpec.builder()
                .operation(operation)
                .id(ID)
                .recommended(true)
                .source(at("type: animate or replace"))
                .fields(List.of(
                        FieldSpec.required(Field.IMAGE, at("Source image URLs, exactly 1 item"))
                                .withConstraint(ANY_URL),
                        FieldSpec.required(Field.VIDEO, at("Motion reference video URLs, exactly 1 item"))
                                .withConstraint(ANY_URL),
                        FieldSpec.optional(Field.PROMPT, at("Optional prompt guidance"))
                                .withConstraint(new AllowedValues.Length(true, Integer.MAX_VALUE)),
                        FieldSpec.optional(Field.RESOLUTION, at("resolution defaults to 480p"))
                                .withConstraint(new AllowedValues.OneOf<>(
                                        ID, List.of(tier(Resolution.P480), tier(Resolution.P720))))
                                .withDefault(Resolution.P480),
                        FieldSpec.optional(Field.SEED, at("seed to improve reproducibility")),
                        FieldSpec.optional(Field.MOTION_LENGTH, at("Billing is duration-based"))
                                .withNote("Used only for the estimate, never sent."),
                        FieldSpec.optional(REQUEST_TYPE, at("async (polling) or callback (webhook)"))
                                .withConstraint(FieldSpec.oneOfTexts(ID, "async", "callback"))
                                .withDefault("async"),
                        FieldSpec.optional(CALLBACK_URL, at("Callback URL, required when request_type=callback"))
                                .withConstraint(ANY_URL)
                                .requiredWhen(REQUEST_TYPE, "callback"),
                        FieldSpec.optional(PROVIDER, at("Routing strategy: auto, value, or official"))
                                .withConstraint(FieldSpec.oneOfTexts(ID, "auto", "value", "official")),
                        FieldSpec.optional(MODE, at("mode is fixed to standard"))
                                .withConstraint(FieldSpec.oneOfTexts(ID, "standard"))
                                .withDefault("standard")))
                .prices(List.of(perSecond(Resolution.P480, "rate-480p"), perSecond(Resolution.P720, "rate-720p")))
                .typicalMin(Duration.ofSeconds(40))
                .typicalMax(Duration.ofSeconds(110))
                .build();
    }

    private static PriceRow perSecond(Resolution resolution, String rateSetting) {
        return new PriceRow.PerSecond(
                Optional.of(resolution),
                rateSetting,
                Currency.getInstance("USD"),
                Duration.ofSeconds(5),
                Duration.ofSeconds(120),
                at("below 5s is billed as 5s, above 120s is billed as 120s"));
    }

    private static OfferedValue<Resolution> tier(Resolution resolution) {
        return new OfferedValue<>(resolution, resolution.value());
    }

    private static DocumentAnchor at(String quote) {
        return new DocumentAnchor("apixo-animate", quote);
    }
}
