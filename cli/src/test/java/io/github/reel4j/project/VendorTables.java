package io.github.reel4j.project;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.OfferedValue;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.port.CallbackReader;
import io.github.reel4j.port.MediaUploader;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.spi.VideoProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The generated tables of docs/vendors/VENDOR.md, from the model table and the ports of one provider. */
final class VendorTables {

    private static final String NONE = "–";

    private final VideoProvider provider;
    private final boolean cancelsRunningTasks;

    private VendorTables(VideoProvider provider, boolean cancelsRunningTasks) {
        this.provider = provider;
        this.cancelsRunningTasks = cancelsRunningTasks;
    }

    /**
     * @param links when links to videos of the vendor expire, for people
     * @param cancelsRunningTasks whether the vendor, if it cancels tasks, also cancels those that run
     */
    static String of(VideoProvider provider, String links, boolean cancelsRunningTasks) {
        VendorTables tables = new VendorTables(provider, cancelsRunningTasks);
        return "\n## Models\n\n" + tables.models() + "\n## Prices\n\n" + tables.prices() + "\n## Limits\n\n"
                + tables.limits() + "\n## Callbacks, cancel, uploads, links\n\n" + tables.abilities(links)
                + "\n## Fields\n" + tables.fields();
    }

    private String models() {
        MarkdownTable table = new MarkdownTable("Operation", "Model (★ default)", "Documented", "Typical time", "Note");
        for (ModelSpec model : provider.models()) {
            table.row(
                    model.operation().id(),
                    (model.recommended() ? "★ " : "") + "`" + model.id() + "`"
                            + model.recommendedWith()
                                    .map(field -> ", default with `" + field + "`")
                                    .orElse(""),
                    availability(model) + " (" + model.source().document() + ")",
                    typical(model),
                    model.note().orElse(NONE));
        }
        return table.toString();
    }

    private static String availability(ModelSpec model) {
        return switch (model.availability()) {
            case DOCUMENTED -> "yes";
            case INFERRED -> "*inferred* in part";
            case PRICED_ONLY -> "price list only; cannot be ordered";
        };
    }

    private static String typical(ModelSpec model) {
        return model.typicalMax()
                .map(max -> model.typicalMin().map(min -> seconds(min) + " to ").orElse("up to ") + seconds(max) + " s")
                .orElse("unknown");
    }

    private String prices() {
        MarkdownTable table =
                new MarkdownTable("Operation", "Model", "Resolution", "Price", "For what", "Certainty", "Source");
        for (ModelSpec model : provider.models()) {
            for (PriceRow price : model.prices()) {
                table.row(
                        model.operation().id(),
                        "`" + model.id() + "`",
                        price.resolution().map(Object::toString).orElse("all"),
                        amount(price),
                        basis(price),
                        certainty(model, price),
                        source(price.source()));
            }
            if (model.prices().isEmpty()) {
                table.row(
                        model.operation().id(),
                        "`" + model.id() + "`",
                        "all",
                        "unknown",
                        NONE,
                        "no document has a price",
                        model.source().document());
            }
        }
        return table.toString();
    }

    /** Returns where the price is from; its basis says so if it is not from the vendor's document. */
    private String certainty(ModelSpec model, PriceRow price) {
        String basis = basis(price);
        if (basis.contains("without a source")) {
            return "no source known";
        }
        if (basis.contains("reseller")) {
            return "a reseller's list";
        }
        return basis.contains("inferred") || model.availability() == ModelSpec.Availability.INFERRED
                ? "*inferred*"
                : "documented";
    }

    private static String amount(PriceRow price) {
        if (price instanceof PriceRow.PerVideo video) {
            return video.money()
                    + video.perSecond().map(rate -> "; " + rate + " per second").orElse("");
        }
        return price instanceof PriceRow.PublishedRate published
                ? published.perSecond() + " per second"
                : "the rate you pay, per second";
    }

    private String basis(PriceRow price) {
        if (price instanceof PriceRow.PerVideo video) {
            return video.basis();
        }
        if (price instanceof PriceRow.PublishedRate published) {
            boolean bounded = !published.max().equals(PriceRow.PublishedRate.NO_MAX);
            return published.basis() + "; " + (bounded ? "" : "at least ") + seconds(published.min())
                    + (bounded ? " to " + seconds(published.max()) : "") + " s by `" + published.length() + "`"
                    + published
                            .roundUpTo()
                            .map(step -> ", rounded up to " + seconds(step) + " s")
                            .orElse("");
        }
        PriceRow.PerSecond rate = (PriceRow.PerSecond) price;
        return seconds(rate.min()) + " to " + seconds(rate.max()) + " s of motion; set it, in " + rate.currency()
                + ", as `" + Settings.variable(provider.id().value(), rate.rateSetting()) + "`";
    }

    private String limits() {
        VendorLimits limits = provider.limits();
        MarkdownTable table = new MarkdownTable("For", "Limit", "Value", "Source");
        String source = limits.source().map(VendorTables::source).orElse(NONE);
        limits.requestsPerMinute().ifPresent(rate -> table.row("all models", "requests per minute", "" + rate, source));
        limits.maxConcurrentTasks().ifPresent(tasks -> table.row("all models", "tasks at once", "" + tasks, source));
        limits.polls().ifPresent(rate -> table.row("all models", "polls", rate(rate), source));
        Map<List<String>, String> models = new LinkedHashMap<>();
        for (ModelLimits model : limits.models()) {
            limitsOf(model)
                    .forEach((limit, value) -> models.merge(
                            List.of(limit, value, model.source().document()),
                            "`" + model.model() + "`",
                            (first, second) -> first + ", " + second));
        }
        models.forEach((limit, names) -> table.row(names, limit.get(0), limit.get(1), limit.get(2)));
        return table.isEmpty() ? "No document states a limit.\n" : table.toString();
    }

    private static Map<String, String> limitsOf(ModelLimits model) {
        Map<String, String> limits = new LinkedHashMap<>();
        model.submits().ifPresent(rate -> limits.put("orders", rate(rate)));
        model.maxConcurrentTasks().ifPresent(tasks -> limits.put("tasks at once", tasks.toString()));
        return limits;
    }

    private static String rate(CallRate rate) {
        return rate.calls() + " in " + seconds(rate.window()) + " s";
    }

    private String abilities(String links) {
        return new MarkdownTable("What", "Offered")
                .row(
                        "calls a URL when a task has ended",
                        provider.callbacks().map(VendorTables::callbacks).orElse("no"))
                .row("cancels a task", cancels())
                .row(
                        "takes local files",
                        provider.uploader()
                                .map(MediaUploader::limits)
                                .map(VendorTables::uploads)
                                .orElse("no"))
                .row("link to the video", links)
                .toString();
    }

    private String cancels() {
        if (provider.canceller().isEmpty()) {
            return "no";
        }
        return cancelsRunningTasks ? "yes" : "only while it is queued";
    }

    private static String callbacks(CallbackReader reader) {
        return reader.signed()
                ? "yes, signed"
                        + reader.timestampTolerance()
                                .map(tolerance -> ", valid for " + seconds(tolerance) + " s")
                                .orElse("")
                : "yes, unsigned";
    }

    private static String uploads(UploadLimits limits) {
        Map<Long, String> types = new LinkedHashMap<>();
        limits.maxBytes().forEach((type, max) -> types.merge(max, type.id(), (first, second) -> first + ", " + second));
        return types.entrySet().stream()
                        .map(each -> each.getValue() + " up to " + String.format(Locale.ROOT, "%,d", each.getKey())
                                + " bytes")
                        .collect(Collectors.joining("; "))
                + " (" + limits.source().document() + ")";
    }

    /** Returns a table for each model, and one for several models with the same fields. */
    private String fields() {
        Map<String, Map<Operation, String>> headings = new LinkedHashMap<>();
        for (ModelSpec model : provider.models()) {
            if (model.availability() != ModelSpec.Availability.PRICED_ONLY) {
                headings.computeIfAbsent(fields(model), table -> new LinkedHashMap<>())
                        .merge(model.operation(), "`" + model.id() + "`", (first, second) -> first + ", " + second);
            }
        }
        return headings.entrySet().stream()
                .map(each -> "\n### "
                        + each.getValue().entrySet().stream()
                                .map(models -> models.getKey() + ": " + models.getValue())
                                .collect(Collectors.joining("; "))
                        + "\n\n" + each.getKey())
                .collect(Collectors.joining());
    }

    private static String fields(ModelSpec model) {
        MarkdownTable table = new MarkdownTable("Field", "Allowed", "Default", "Note", "Source");
        model.fields().forEach(spec -> row(table, spec));
        return table.toString();
    }

    private static <T> void row(MarkdownTable table, FieldSpec<T> spec) {
        String name = "`" + spec.field() + "`" + (spec.field().isPortable() ? "" : " (option)");
        table.row(
                spec.required() ? "**" + name + "**" : name,
                allowed(spec),
                spec.defaultValue()
                        .map(value -> spec.field().format(value))
                        .map(value -> value.isEmpty() ? "empty" : value)
                        .orElse(spec.required() ? "required" : "not sent"),
                note(spec),
                source(spec.source()));
    }

    private static <T> String allowed(FieldSpec<T> spec) {
        if (!spec.choices().isEmpty()) {
            return spec.choices().stream().map(choice -> choice(spec, choice)).collect(Collectors.joining(", "));
        }
        String allowed = spec.constraint().allowedValues();
        return allowed.equals("any") ? spec.field().expected() : allowed;
    }

    private static <T> String choice(FieldSpec<T> spec, OfferedValue<T> choice) {
        String value = spec.field().format(choice.value());
        return value.equals(choice.wire()) ? value : value + " (`" + choice.wire() + "`)";
    }

    private static String note(FieldSpec<?> spec) {
        List<String> notes = new ArrayList<>();
        spec.requiredWhen()
                .ifPresent(condition ->
                        notes.add("Required if `" + condition.field() + "` is " + condition.value() + "."));
        spec.excluded().stream()
                .map(Field::name)
                .sorted()
                .forEach(name -> notes.add("Not together with `" + name + "`."));
        spec.note().ifPresent(notes::add);
        String note = String.join(" ", notes);
        return note.isEmpty() ? NONE : note;
    }

    private static String source(DocumentAnchor anchor) {
        return anchor.toString();
    }

    private static String seconds(Duration length) {
        return Field.DURATION.format(length);
    }
}
