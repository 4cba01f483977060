package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.model.Choice;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.PriceRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Formats a provider's models, allowed values and prices as text. */
final class ProviderTable {

    private ProviderTable() {}

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

    /** Returns the fields of {@code model} that only this vendor has. */
    static List<FieldSpec<?>> vendorOptions(ModelSpec model) {
        return model.fields().stream()
                .filter(spec -> !spec.field().isPortable())
                .collect(Collectors.toList());
    }

    private static String model(ProviderInfo provider, ModelSpec model) {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        for (Field<?> field : List.of(Field.RESOLUTION, Field.DURATION, Field.SEED)) {
            model.field(field).ifPresent(spec -> rows.put(field.name(), List.of(allowed(spec))));
        }
        vendorOptions(model).forEach(spec -> rows.put("--set " + spec.field().name(), List.of(allowed(spec))));
        rows.put(
                "price",
                model.prices().isEmpty()
                        ? List.of("unknown: not in the document   " + model.source())
                        : model.prices().stream()
                                .map(price -> price(provider, price))
                                .toList());
        model.note().ifPresent(note -> rows.put("note", List.of(note)));
        return "\n  " + model.operation() + "   " + model.id() + (model.recommended() ? " *" : "") + availability(model)
                + table(rows);
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
                        ? spec.field().expected()
                        : spec.constraint().allowedValues())
                : spec.choices().stream().map(choice -> choice(spec, choice)).collect(Collectors.joining(", "));
        return values
                + spec.defaultValue()
                        .map(value -> "   default " + spec.field().format(value))
                        .orElse("")
                + (spec.required() ? "   required" : "");
    }

    private static <T> String choice(FieldSpec<T> spec, Choice<T> choice) {
        String value = spec.field().format(choice.value());
        return value.equals(choice.wire()) ? value : value + " (" + choice.wire() + ")";
    }

    private static String price(ProviderInfo provider, PriceRow price) {
        String tier = price.resolution().map(size -> size + "  ").orElse("");
        if (price instanceof PriceRow.PerVideo perVideo) {
            return tier + perVideo.money() + "  " + perVideo.basis() + "   " + price.source();
        }
        PriceRow.PerSecond perSecond = (PriceRow.PerSecond) price;
        String setting = ClientFactory.variablePrefix(provider.id() + "-" + perSecond.rateSetting());
        return tier + "per second of motion, " + perSecond.min().toSeconds() + " to "
                + perSecond.max().toSeconds() + " s billable; set the rate you pay as " + setting + " ("
                + perSecond.currency() + " per second)   " + price.source();
    }
}
