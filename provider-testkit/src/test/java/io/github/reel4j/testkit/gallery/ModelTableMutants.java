package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.VideoException;
import io.github.reel4j.model.AllowedValues;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.testkit.gallery.AcmeStyle.Abilities;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** RC-101 to RC-107: registration and the model table. */
final class ModelTableMutants {

    private ModelTableMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                limits("limits a model that it does not offer", AcmeModels.limits("acme-9", AcmeModels.at("limits"))),
                limits(
                        "limits a model without saying how",
                        new ModelLimits(AcmeModels.PRO, Optional.empty(), Optional.empty(), AcmeModels.at("limits"))),
                limits(
                        "cites no source of the limits of a model",
                        AcmeModels.limits(AcmeModels.PRO, new DocumentAnchor("acme-manual", ""))),
                wrong(
                        "RC-107",
                        "limits a model that only has a price",
                        (right, config) -> right.table(() -> {
                                    List<ModelSpec> models = new ArrayList<>(right.models());
                                    models.add(ModelSpec.builder()
                                            .from(models.get(0))
                                            .id("acme-0")
                                            .availability(ModelSpec.Availability.PRICED_ONLY)
                                            .recommended(false)
                                            .build());
                                    return models;
                                })
                                .limits(VendorLimits.UNDOCUMENTED.withModels(
                                        List.of(AcmeModels.limits("acme-0", AcmeModels.at("limits")))))),
                models("RC-101", "recommends no model", model -> recommended(model, false)),
                wrong(
                        "RC-101",
                        "offers nothing",
                        (right, config) -> right.table(List::of).limits(VendorLimits.UNDOCUMENTED)),
                models("RC-101", "recommends two models", model -> recommended(model, true)),
                wrong(
                        "RC-101",
                        "recommends a model that only has a price",
                        (right, config) -> right.table(() -> {
                            List<ModelSpec> models = new ArrayList<>();
                            right.models().forEach(model -> models.add(recommended(model, false)));
                            models.add(ModelSpec.builder()
                                    .from(models.get(0))
                                    .id("acme-0")
                                    .availability(ModelSpec.Availability.PRICED_ONLY)
                                    .recommended(true)
                                    .prices(List.of())
                                    .build());
                            return models;
                        })),
                wrong(
                        "RC-102",
                        "has another id than its factory",
                        (right, config) -> right.id(ProviderId.of("acme-video"))),
                // RC-103 and RC-104 read the table and allow no request either
                wrong(
                        Set.of("RC-102", "RC-103", "RC-104"),
                        "requests its models from the vendor",
                        (right, config) -> right.table(() -> {
                            Http.get(config, "/models");
                            return right.models();
                        })),
                models(
                        "RC-102",
                        "has a timestamp in its table",
                        model -> ModelSpec.builder()
                                .from(model)
                                .note("as of " + System.nanoTime())
                                .build()),
                wrong("RC-103", "cannot be created without a key", (right, config) -> {
                    if (config.apiKey().isEmpty()) {
                        throw new InvalidSettingException("acme.api-key must be set");
                    }
                    return right;
                }),
                wrong(
                        "RC-103",
                        "falls back to a key of its own",
                        (right, config) -> config.apiKey()
                                .<ProviderParts>map(key -> right)
                                .orElseGet(
                                        () -> Acme.provider(RenamedKeys.of(config, "demo"), AcmeStyle.defaultStyle()))),
                WrongBehaviors.rejection(
                        "RC-103",
                        "reports a missing key as a rejected one",
                        WrongBehaviors.kind(FailureKind.MISSING_CREDENTIALS),
                        WrongBehaviors.as(FailureKind.AUTHENTICATION)),
                wrong(
                        "RC-103",
                        "has no models without a key",
                        (right, config) -> config.apiKey().isPresent() ? right : right.table(List::of)),
                wrong(
                        "RC-103",
                        "has other models without a key",
                        (right, config) -> config.apiKey().isPresent()
                                ? right
                                : right.models(model -> ModelSpec.builder()
                                        .from(model)
                                        .id(model.id() + "-trial")
                                        .build())),
                requested("validates its key in needsKey", Abilities.ALL, Set.of("RC-104"), config -> {
                    Http.get(config, "/account");
                }),
                requested("throws in needsKey", Abilities.ALL, Set.of("RC-104"), config -> {
                    throw new IllegalStateException("not signed in");
                }),
                // without capabilities each of these rules has a client reject what is not offered
                requested(
                        "validates its key in needsKey, without capabilities",
                        Abilities.NONE,
                        Set.of("RC-104", "RC-221", "RC-321"),
                        config -> Http.get(config, "/account")),
                requested(
                        "throws a VideoException in needsKey, without capabilities",
                        Abilities.NONE,
                        Set.of("RC-104", "RC-221", "RC-321"),
                        config -> {
                            throw new VideoException(VideoFailure.of(FailureKind.AUTHENTICATION, "not signed in"));
                        }),
                models(
                        "RC-105",
                        "quotes no document for a model",
                        model -> ModelSpec.builder()
                                .from(model)
                                .source(new DocumentAnchor("acme-manual", ""))
                                .build()),
                fields(
                        "RC-105",
                        "names no document for a field",
                        spec -> sourced(spec, new DocumentAnchor("", "seed"))),
                models(
                        "RC-105",
                        "quotes no document for a price",
                        model -> prices(
                                model,
                                row -> new PriceRow.PerVideo(
                                        row.resolution(),
                                        row.seconds(),
                                        row.money(),
                                        row.perSecond(),
                                        row.basis(),
                                        new DocumentAnchor("acme-manual", " ")))),
                models(
                        "RC-106",
                        "has a default of 0 for a field of 1 to 10",
                        model -> ModelSpec.builder()
                                .from(model)
                                .fields(List.of(
                                        model.fields().get(0),
                                        model.fields().get(1),
                                        model.fields().get(2),
                                        steps()))
                                .build()),
                models(
                        "RC-106",
                        "has a price for a size that it does not offer",
                        model -> model.prices().isEmpty()
                                ? model
                                : ModelSpec.builder()
                                        .from(model)
                                        .prices(List.of(
                                                model.prices().get(0),
                                                model.prices().get(1),
                                                AcmeModels.price(Resolution.P1080, "0.90")))
                                        .build()));
    }

    private static ContractMutant models(String rule, String name, UnaryOperator<ModelSpec> change) {
        return wrong(rule, name, (right, config) -> right.models(change));
    }

    /** Returns a mutant whose needsKey does something else, if it has a key. */
    private static ContractMutant requested(
            String name, Abilities abilities, Set<String> rules, Consumer<ProviderConfig> instead) {
        return new ContractMutant(
                name,
                rules,
                AcmeStyle.defaultStyle().abilities(abilities),
                (right, config) -> right.keyed(() -> {
                    config.apiKey().ifPresent(key -> instead.accept(config));
                    return true;
                }));
    }

    private static ContractMutant fields(String rule, String name, UnaryOperator<FieldSpec<?>> change) {
        return models(
                rule,
                name,
                model -> ModelSpec.builder()
                        .from(model)
                        .fields(model.fields().stream()
                                .<FieldSpec<?>>map(change)
                                .toList())
                        .build());
    }

    private static ContractMutant limits(String name, ModelLimits limits) {
        return wrong(
                "RC-107",
                name,
                (right, config) -> right.limits(VendorLimits.UNDOCUMENTED.withModels(
                        List.of(AcmeModels.limits(AcmeModels.PLAIN, AcmeModels.at("limits")), limits))));
    }

    private static ModelSpec recommended(ModelSpec model, boolean is) {
        return ModelSpec.builder().from(model).recommended(is).build();
    }

    static ModelSpec prices(ModelSpec model, UnaryOperator<PriceRow.PerVideo> change) {
        return ModelSpec.builder()
                .from(model)
                .prices(model.prices().stream()
                        .map(PriceRow.PerVideo.class::cast)
                        .<PriceRow>map(change)
                        .toList())
                .build();
    }

    private static <T> FieldSpec<T> sourced(FieldSpec<T> spec, DocumentAnchor source) {
        return new FieldSpec<>(
                spec.field(),
                spec.required(),
                spec.requiredWhen(),
                spec.excluded(),
                spec.defaultValue(),
                spec.constraint(),
                source,
                spec.note());
    }

    private static FieldSpec<?> steps() {
        return FieldSpec.optional(Field.integer("steps"), AcmeModels.at("steps"))
                .withConstraint(new AllowedValues.Between<>(BigDecimal.ONE, BigDecimal.TEN))
                .withDefault(0L);
    }
}
