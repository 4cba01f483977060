package io.github.reel4j.validation;

import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.UploadLimits;
import io.github.reel4j.model.Violation;
import io.vavr.Tuple2;
import io.vavr.collection.List;
import io.vavr.collection.Seq;
import io.vavr.control.Option;
import io.vavr.control.Validation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Resolves requests: selects the model, fills in defaults, and validates every value against the table of the model.
 * The result is the request that will be priced and sent, or all violations together. Immutable and thread-safe.
 */
public final class RequestResolver {

    private final ProviderId provider;
    private final List<ModelSpec> models;
    private final LocalFileValidator localFiles;

    /** Creates a resolver for the models of a provider that takes no local files. */
    public RequestResolver(ProviderId provider, java.util.List<ModelSpec> models) {
        this(provider, models, Optional.empty());
    }

    /**
     * Creates a resolver for the models of one provider.
     *
     * @param uploads the local files that the provider takes; empty if it takes none
     */
    public RequestResolver(ProviderId provider, java.util.List<ModelSpec> models, Optional<UploadLimits> uploads) {
        this.provider = provider;
        this.localFiles = new LocalFileValidator(provider, uploads);
        this.models = List.ofAll(models);
    }

    /** Returns the resolved request, or all violations. */
    public Validation<Seq<Violation>, ResolvedRequest> resolve(GenerationRequest request) {
        List<ModelSpec> offered = orderable(request);
        Optional<String> requested = request.model();
        Option<ModelSpec> exact = requested.isEmpty()
                ? offered.find(model -> model.recommendedWith()
                                .filter(field -> request.values().containsKey(field)
                                        || request.options().containsKey(field.name()))
                                .isPresent())
                        .orElse(() -> offered.find(ModelSpec::recommended))
                : offered.find(model -> model.id().equals(requested.get()));
        if (exact.isDefined()) {
            return fill(exact.get(), request);
        }
        if (requested.isPresent() && request.allowUndocumentedValues() && !offered.isEmpty()) {
            return fill(undocumented(offered, requested.get()), request);
        }
        return Validation.invalid(withoutModel(offered, request));
    }

    private List<ModelSpec> orderable(GenerationRequest request) {
        return models.filter(model -> model.operation() == request.operation())
                .filter(model -> model.availability() != ModelSpec.Availability.PRICED_ONLY);
    }

    private Validation<Seq<Violation>, ResolvedRequest> fill(ModelSpec model, GenerationRequest request) {
        FieldValidator validator = new FieldValidator(model, request, localFiles);
        Seq<Validation<Seq<Violation>, Option<Tuple2<Field<?>, Object>>>> fields =
                List.ofAll(model.fields()).map(spec -> entry(validator, spec));
        Validation<Seq<Violation>, Seq<Option<Tuple2<Field<?>, Object>>>> filled = Validation.sequence(fields);
        Seq<Violation> unknown = validator.unknownFields();
        if (unknown.isEmpty()) {
            ModelSpec priced = validator.hasUndocumentedValue() ? withoutPrices(model) : model;
            return filled.map(entries -> new ResolvedRequest(provider, priced, inOrder(entries), validator.files()));
        }
        return Validation.invalid(filled.isInvalid() ? filled.getError().appendAll(unknown) : unknown);
    }

    private static <T> Validation<Seq<Violation>, Option<Tuple2<Field<?>, Object>>> entry(
            FieldValidator validator, FieldSpec<T> spec) {
        return validator
                .value(spec)
                .map(value -> value.<Tuple2<Field<?>, Object>>map(present -> new Tuple2<>(spec.field(), present)))
                .mapError(violation -> List.of(violation));
    }

    private static Map<Field<?>, Object> inOrder(Seq<Option<Tuple2<Field<?>, Object>>> entries) {
        Map<Field<?>, Object> values = new LinkedHashMap<>();
        entries.forEach(entry -> entry.forEach(pair -> values.put(pair._1(), pair._2())));
        return values;
    }

    /** Returns a table for a model that no document lists: that of the recommended model, without prices. */
    private static ModelSpec undocumented(List<ModelSpec> offered, String id) {
        ModelSpec pattern = offered.find(ModelSpec::recommended).getOrElse(offered.head());
        return ModelSpec.builder()
                .from(withoutPrices(pattern))
                .id(id)
                .availability(ModelSpec.Availability.INFERRED)
                .note("No document lists this model. The order uses the fields of " + pattern.id()
                        + "; its price is unknown.")
                .build();
    }

    /**
     * Returns a copy without prices, because a price list does not apply to undocumented values, even if it says "all".
     */
    private static ModelSpec withoutPrices(ModelSpec model) {
        return ModelSpec.builder().from(model).prices(java.util.List.of()).build();
    }

    /** Returns the violations of a request without a known model: the model, and each field that all models reject. */
    private Seq<Violation> withoutModel(List<ModelSpec> offered, GenerationRequest request) {
        String requested = request.model().orElse("");
        Violation unknown = models.find(model ->
                        model.id().equals(requested) && model.availability() == ModelSpec.Availability.PRICED_ONLY)
                .map(model -> new Violation(
                        "model",
                        request.model(),
                        "cannot be ordered: " + model.note().orElse("it is on the price list only.") + " Offered: "
                                + names(offered) + ".",
                        Optional.of(model.source())))
                .getOrElse(() -> new Violation(
                        "model",
                        request.model(),
                        (requested.isEmpty() ? "must be set, because none is recommended by " : "is not offered by ")
                                + provider + " for " + request.operation() + ". Offered: " + names(offered) + ".",
                        offered.headOption().map(ModelSpec::source).toJavaOptional()));
        Seq<Seq<Violation>> perModel = offered.map(model -> {
            Validation<Seq<Violation>, ResolvedRequest> filled = fill(model, request);
            return filled.isInvalid() ? filled.getError() : List.<Violation>empty();
        });
        Seq<Violation> certain = perModel.isEmpty()
                ? List.empty()
                : perModel.head()
                        .filter(violation -> perModel.forAll(
                                all -> all.exists(other -> other.field().equals(violation.field()))));
        return List.of(unknown).appendAll(certain);
    }

    private static String names(Seq<ModelSpec> offered) {
        return offered.isEmpty()
                ? "none"
                : offered.map(ModelSpec::id).distinct().mkString(", ");
    }
}
