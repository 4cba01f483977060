package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.PriceRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Converts a provider's models, allowed values and prices to fields of the JSON output. */
final class ProviderJson {

    private ProviderJson() {}

    static Map<String, Object> of(ProviderInfo provider) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", provider.id().value());
        fields.put("origin", provider.origin());
        fields.put("has_key", provider.hasKey());
        fields.put("models", provider.models().stream().map(ProviderJson::model).toList());
        return fields;
    }

    private static Map<String, Object> model(ModelSpec model) {
        List<FieldSpec<?>> vendorOptions = ProviderTable.vendorOptions(model);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("operation", model.operation().id());
        fields.put("id", model.id());
        fields.put("recommended", model.recommended());
        fields.put("availability", model.availability().name().toLowerCase(Locale.ROOT));
        fields.put(
                "fields",
                model.fields().stream()
                        .map(spec -> field(spec, vendorOptions.contains(spec)))
                        .toList());
        fields.put("prices", model.prices().stream().map(ProviderJson::price).toList());
        model.note().ifPresent(note -> fields.put("note", note));
        model.typicalMin().ifPresent(time -> fields.put("typical_min_seconds", DurationAndSizeFormat.seconds(time)));
        model.typicalMax().ifPresent(time -> fields.put("typical_max_seconds", DurationAndSizeFormat.seconds(time)));
        JsonFields.source(fields, model.source());
        return fields;
    }

    private static <T> Map<String, Object> field(FieldSpec<T> spec, boolean vendorOption) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", spec.field().name());
        fields.put("vendor_option", vendorOption);
        fields.put("required", spec.required());
        if (!spec.excluded().isEmpty()) {
            fields.put("excludes", ProviderTable.excluded(spec));
        }
        spec.defaultValue()
                .ifPresent(value -> fields.put("default", spec.field().format(value)));
        fields.put("allowed", spec.constraint().allowedValues());
        fields.put(
                "choices",
                spec.choices().stream().map(choice -> choice(spec, choice)).toList());
        spec.note().ifPresent(note -> fields.put("note", note));
        JsonFields.source(fields, spec.source());
        return fields;
    }

    private static <T> Map<String, Object> choice(FieldSpec<T> spec, OfferedValue<T> choice) {
        return Map.of("value", spec.field().format(choice.value()), "vendor_value", choice.wire());
    }

    private static Map<String, Object> price(PriceRow price) {
        Map<String, Object> fields = new LinkedHashMap<>();
        price.resolution().ifPresent(size -> fields.put("resolution", size));
        if (price instanceof PriceRow.PerVideo perVideo) {
            fields.put("kind", "per_video");
            fields.put("amount", perVideo.money().amount());
            fields.put("currency", perVideo.money().currency().getCurrencyCode());
            perVideo.seconds().ifPresent(time -> fields.put("seconds", DurationAndSizeFormat.seconds(time)));
            perVideo.perSecond().ifPresent(rate -> fields.put("per_second", rate));
            fields.put("basis", perVideo.basis());
        } else if (price instanceof PriceRow.PublishedRate published) {
            fields.put("kind", "published_rate");
            fields.put("amount_per_second", published.perSecond().amount());
            fields.put("currency", published.perSecond().currency().getCurrencyCode());
            fields.put("length_field", published.length().name());
            fields.put("min_seconds", DurationAndSizeFormat.seconds(published.min()));
            if (!published.max().equals(PriceRow.PublishedRate.NO_MAX)) {
                fields.put("max_seconds", DurationAndSizeFormat.seconds(published.max()));
            }
            published
                    .roundUpTo()
                    .ifPresent(step -> fields.put("round_up_to_seconds", DurationAndSizeFormat.seconds(step)));
            fields.put("basis", published.basis());
        } else if (price instanceof PriceRow.PerSecond perSecond) {
            fields.put("kind", "per_second");
            fields.put("currency", perSecond.currency().getCurrencyCode());
            fields.put("rate_setting", perSecond.rateSetting());
            fields.put("min_seconds", DurationAndSizeFormat.seconds(perSecond.min()));
            fields.put("max_seconds", DurationAndSizeFormat.seconds(perSecond.max()));
        }
        JsonFields.source(fields, price.source());
        return fields;
    }
}
