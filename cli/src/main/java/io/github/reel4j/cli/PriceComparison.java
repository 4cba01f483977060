package io.github.reel4j.cli;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The quotes of all providers for one request, as a table and as fields of the JSON output. */
final class PriceComparison {

    private static final List<String> HEADERS = List.of("PROVIDER", "MODEL", "RESOLUTION", "LENGTH", "PRICE");
    private static final String NONE = "-";

    private final List<Quote> quotes;
    private final Set<Field<?>> samples;

    private PriceComparison(List<Quote> quotes, Set<Field<?>> samples) {
        this.quotes = quotes;
        this.samples = samples;
    }

    /**
     * Compares all providers on the class path, without keys.
     *
     * @param samples the fields of {@code request} that the user has not set
     * @throws VideoException if no provider offers the operation, or a setting is invalid
     */
    static PriceComparison of(Settings settings, GenerationRequest request, Set<Field<?>> samples) {
        try (VideoClient client = VideoClient.builder()
                .settings(settings.without("reel4j.provider"))
                .readOnly()
                .build()) {
            return new PriceComparison(client.quotes(request), samples);
        }
    }

    /** Returns why no provider takes the request; empty if one does. */
    Optional<VideoFailure> failure() {
        return quotes.stream().anyMatch(quote -> quote.failures().isEmpty())
                ? Optional.empty()
                : quotes.get(0).failure();
    }

    /** Returns the table without the end of its last line. */
    String table() {
        List<List<String>> rows = new ArrayList<>(List.of(HEADERS));
        quotes.forEach(quote -> rows.add(row(quote)));
        List<String> lines = new ArrayList<>(List.of(line(HEADERS, rows)));
        for (int at = 0; at < quotes.size(); at++) {
            lines.add(line(rows.get(at + 1), rows));
            details(quotes.get(at)).stream()
                    .flatMap(String::lines)
                    .map(each -> "    " + each)
                    .forEach(lines::add);
        }
        return String.join("\n", lines);
    }

    void writeTo(JsonReport report) {
        report.put("samples", samples.stream().map(Field::name).toList())
                .put("quotes", quotes.stream().map(this::fields).toList());
    }

    private static List<String> row(Quote quote) {
        return List.of(
                quote.provider().value(),
                quote.request().map(request -> request.model().id()).orElse(NONE),
                value(quote, Field.RESOLUTION, size -> size.value()),
                length(quote),
                quote.estimate().map(PriceComparison::price).orElse("does not take the request"));
    }

    private static String length(Quote quote) {
        return value(quote, Field.DURATION, length -> Field.DURATION.format(length) + " s");
    }

    private static <T> String value(Quote quote, Field<T> field, Function<T, String> format) {
        return quote.request()
                .flatMap(request -> request.get(field))
                .map(format)
                .orElse(NONE);
    }

    private static String price(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            return known.money().toString();
        }
        if (estimate instanceof Estimate.AtLeast atLeast) {
            return "at least " + atLeast.min();
        }
        return estimate instanceof Estimate.Range range ? range.min() + " to " + range.max() : "unknown";
    }

    private List<String> details(Quote quote) {
        List<String> details = new ArrayList<>();
        quote.estimate().ifPresent(estimate -> details.add(basis(estimate)));
        List<String> omitted = omitted(quote);
        if (!omitted.isEmpty()) {
            details.add("leaves out: " + String.join(", ", omitted));
        }
        quote.request()
                .map(ResolvedRequest::model)
                .filter(model -> model.availability() == ModelSpec.Availability.INFERRED)
                .flatMap(ModelSpec::note)
                .ifPresent(details::add);
        quote.failures().forEach(failure -> details.add(String.valueOf(new VideoException(failure).getMessage())));
        return details;
    }

    private static String basis(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            return known.basis() + "   " + known.source();
        }
        if (estimate instanceof Estimate.AtLeast atLeast) {
            return atLeast.basis() + "   " + atLeast.source();
        }
        return estimate instanceof Estimate.Range range ? range.basis() + "   " + range.source() : estimate.basis();
    }

    /** Returns the names of the fields that the user has set and the provider leaves out. */
    private List<String> omitted(Quote quote) {
        return quote.omitted().stream()
                .filter(field -> !samples.contains(field))
                .map(Field::name)
                .toList();
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size() - 1; column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            line.append(row.get(column))
                    .append(" ".repeat(width - row.get(column).length() + 2));
        }
        return line.append(row.get(row.size() - 1)).toString();
    }

    private Map<String, Object> fields(Quote quote) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", quote.provider().value());
        quote.request().ifPresent(request -> {
            fields.put("model", request.model().id());
            request.get(Field.RESOLUTION).ifPresent(size -> fields.put("resolution", size.value()));
            request.get(Field.DURATION)
                    .ifPresent(length -> fields.put("duration_seconds", DurationAndSizeFormat.seconds(length)));
        });
        quote.estimate().ifPresent(estimate -> fields.put("estimate", JsonFields.estimate(estimate)));
        fields.put("omitted", omitted(quote));
        fields.put(
                "failures",
                quote.failures().stream()
                        .map(failure ->
                                JsonFields.failure(failure, String.valueOf(new VideoException(failure).getMessage())))
                        .toList());
        return fields;
    }
}
