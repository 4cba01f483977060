package io.github.reel4j.project;

import io.github.reel4j.model.Choice;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.time.VirtualTimeScheduler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of all models of the shipped providers in docs/models.md. */
final class ModelsTable {

    private static final String HEAD = """
            | Provider | Operation | Model (★ recommended) | Resolutions (the vendor's spelling) | Price | Document |
            |---|---|---|---|---|---|
            """;

    private ModelsTable() {}

    static String ofShippedProviders() {
        try (VirtualTimeScheduler scheduler = new VirtualTimeScheduler()) {
            return HEAD
                    + ServiceLoader.load(VideoProviderFactory.class).stream()
                            .map(ServiceLoader.Provider::get)
                            .filter(factory ->
                                    Repository.vendors().contains(factory.id().value()))
                            .sorted(Comparator.comparing(VideoProviderFactory::id)
                                    .reversed())
                            .flatMap(factory -> rows(factory, scheduler))
                            .collect(Collectors.joining("\n", "", "\n"));
        }
    }

    private static Stream<String> rows(VideoProviderFactory factory, Scheduler scheduler) {
        Settings none = new Settings(Map.of(), name -> null, name -> null);
        String provider = factory.id().value();
        return factory.create(new ProviderConfig(factory.id(), none, scheduler)).models().stream()
                .map(model -> Stream.of(
                                provider,
                                model.operation().id(),
                                name(model),
                                resolutions(model),
                                prices(provider, model),
                                model.source().document())
                        .map(cell -> cell.replace("|", "\\|"))
                        .collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String name(ModelSpec model) {
        String availability = switch (model.availability()) {
            case DOCUMENTED -> "";
            case INFERRED -> ", *inferred*";
            case PRICED_ONLY -> ", on the price list only: it cannot be ordered";
        };
        return (model.recommended() ? "★ " : "") + "`" + model.id() + "`" + availability;
    }

    private static String resolutions(ModelSpec model) {
        Optional<FieldSpec<Resolution>> field = model.field(Field.RESOLUTION);
        return field.map(spec -> spec.choices().stream()
                        .map(choice -> resolution(spec, choice))
                        .collect(Collectors.joining(", ")))
                .orElse("–");
    }

    private static String resolution(FieldSpec<Resolution> spec, Choice<Resolution> choice) {
        String portable = choice.value().value();
        List<String> remarks = new ArrayList<>();
        if (!portable.equals(choice.wire())) {
            remarks.add("`" + choice.wire() + "`");
        }
        if (spec.defaultValue().equals(Optional.of(choice.value()))) {
            remarks.add("default");
        }
        return remarks.isEmpty() ? portable : portable + " (" + String.join(", ", remarks) + ")";
    }

    private static String prices(String provider, ModelSpec model) {
        List<String> prices = new ArrayList<>();
        for (PriceRow price : model.prices()) {
            String tier = price.resolution().map(size -> size.value() + ": ").orElse("");
            prices.add(
                    tier + (price instanceof PriceRow.PerVideo video ? perVideo(video) : perSecond(provider, price)));
        }
        return prices.isEmpty() ? "unknown: the document has none" : String.join("; ", prices);
    }

    private static String perVideo(PriceRow.PerVideo price) {
        return price.money()
                + price.seconds()
                        .map(length -> " for " + length.toSeconds() + " s")
                        .orElse(", " + price.basis())
                + price.perSecond().map(rate -> " (" + rate + " per second)").orElse("");
    }

    private static String perSecond(String provider, PriceRow price) {
        PriceRow.PerSecond rate = (PriceRow.PerSecond) price;
        String variable =
                (provider + "_" + rate.rateSetting()).toUpperCase(Locale.ROOT).replace('-', '_');
        return "your rate, `" + variable + "`, for " + rate.min().toSeconds() + " to "
                + rate.max().toSeconds() + " s of motion";
    }
}
