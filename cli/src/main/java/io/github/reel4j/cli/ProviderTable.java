package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.PriceRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats a provider's models, allowed values and prices as text. */
final class ProviderTable {

    /** The fields with an option of their own and a row, with the name of the row. */
    private static final Map<Field<?>, String> ROWS = rows();

    private ProviderTable() {}

    private static Map<Field<?>, String> rows() {
        Map<Field<?>, String> rows = new LinkedHashMap<>();
        rows.put(Field.RESOLUTION, "resolution");
        rows.put(Field.ASPECT_RATIO, "aspect-ratio");
        rows.put(Field.DURATION, "duration");
        rows.put(Field.LAST_IMAGE, "last-image");
        rows.put(Field.SAFETY_CHECKER, "safety-checker");
        rows.put(Field.GUIDANCE_SCALE, "guidance-scale");
        rows.put(Field.INFERENCE_STEPS, "steps");
        rows.put(Field.SEED, "seed");
        return rows;
    }

    static String of(ProviderInfo provider) {
        return provider.id() + "   " + provider.origin() + "   key "
                + (provider.hasKey()
                        ? "set"
                        : "not set ("
                                + ClientFactory.variablePrefix(provider.id().value()) + "_API_KEY)")
                + provider.models().stream()
                        .map(model -> model(provider, model))
                        .collect(Collectors.joining());
    }

    /** Returns the fields of {@code model} that have no option of their own, and are set with {@code --set}. */
    static List<FieldSpec<?>> vendorOptions(ModelSpec model) {
        return model.fields().stream()
                .filter(spec -> !spec.field().isPortable())
                .collect(Collectors.toList());
    }

    private static String model(ProviderInfo provider, ModelSpec model) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        ROWS.forEach((field, name) -> model.field(field).ifPresent(spec -> table.put(name, List.of(allowed(spec)))));
        vendorOptions(model).forEach(spec -> table.put("--set " + spec.field().name(), List.of(allowed(spec))));
        table.put(
                "price",
                model.prices().isEmpty()
                        ? List.of("unknown: not in the document   " + model.source())
                        : model.prices().stream()
                                .map(price -> price(provider, price))
                                .toList());
        model.note().ifPresent(note -> table.put("note", List.of(note)));
        return "\n  " + model.operation() + "   " + model.id() + (model.recommended() ? " *" : "") + availability(model)
                + table(table);
    }

    private static String table(Map<String, List<String>> rows) {
        int widest = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        rows.forEach((name, values) -> values.forEach(value -> text.append("\n      ")
                .append(name)
                .append(" ".repeat(widest + 2 - name.length()))
                .append(value)));
        return text.toString();
    }

    private static String availability(ModelSpec model) {
        return switch (model.availability()) {
            case DOCUMENTED -> "";
            case INFERRED -> "   INFERRED";
            case PRICED_ONLY -> "   priced only, cannot be ordered";
        };
    }

    private static <T> String allowed(FieldSpec<T> spec) {
        String values = spec.choices().isEmpty()
                ? (spec.constraint().allowedValues().equals("any")
                        ? spec.field().isMediaUrl() ? "a URL" : spec.field().expected()
                        : spec.constraint().allowedValues())
                : spec.choices().stream().map(choice -> choice(spec, choice)).collect(Collectors.joining(", "));
        return values
                + spec.defaultValue()
                        .map(value -> "   default " + spec.field().format(value))
                        .orElse("")
                + (spec.required() ? "   required" : "")
                + (spec.excluded().isEmpty() ? "" : "   not with " + String.join(", ", excluded(spec)));
    }

    /** Returns the names of the fields that cannot be set together with this one, in alphabetical order. */
    static List<String> excluded(FieldSpec<?> spec) {
        return spec.excluded().stream().map(Field::name).sorted().toList();
    }

    private static <T> String choice(FieldSpec<T> spec, OfferedValue<T> choice) {
        String value = spec.field().format(choice.value());
        return value.equals(choice.wire()) ? value : value + " (" + choice.wire() + ")";
    }

    private static String price(ProviderInfo provider, PriceRow price) {
        String tier = price.resolution().map(size -> size + "  ").orElse("");
        if (price instanceof PriceRow.PerVideo perVideo) {
            return tier + perVideo.money() + "  " + perVideo.basis() + "   " + price.source();
        }
        if (price instanceof PriceRow.PublishedRate published) {
            return tier + published.perSecond() + " per second, "
                    + billable(published) + " billable; "
                    + published.basis() + "   " + price.source();
        }
        PriceRow.PerSecond perSecond = (PriceRow.PerSecond) price;
        String setting = ClientFactory.variablePrefix(provider.id() + "-" + perSecond.rateSetting());
        return tier + "per second of motion, " + perSecond.min().toSeconds() + " to "
                + perSecond.max().toSeconds() + " s billable; set the rate you pay as " + setting + " ("
                + perSecond.currency() + " per second)   " + price.source();
    }

    private static String billable(PriceRow.PublishedRate rate) {
        String bounds = rate.max().equals(PriceRow.PublishedRate.NO_MAX)
                ? "at least " + rate.min().toSeconds() + " s"
                : rate.min().toSeconds() + " to " + rate.max().toSeconds() + " s";
        return bounds
                + rate.roundUpTo()
                        .map(step -> ", rounded up to " + DurationAndSizeFormat.seconds(step) + " s,")
                        .orElse("");
    }
}
