package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.AcmeModels.at;
import static io.github.reel4j.testkit.gallery.OrderValueMutants.FRAMES;
import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.spi.CallRate;
import io.github.reel4j.spi.ModelLimits;
import io.github.reel4j.spi.VendorLimits;
import io.github.reel4j.testkit.contract.support.LocaleAndZone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** RC-101, RC-102, RC-105, RC-106 and RC-108: tables and limits that change, and placeholders in them. */
final class TableMutants {

    /** A vendor that accepts 500 orders per second, and 600 tasks at once. */
    private static final AcmeStyle LIMITED = AcmeStyle.defaultStyle().limited();

    private TableMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                frames("RC-101", "lists a model twice", models -> models.add(recommended(models.get(1), false))),
                frames(
                        "RC-101",
                        "recommends a model with a field that it does not have",
                        models -> models.set(
                                1,
                                ModelSpec.builder()
                                        .from(models.get(1))
                                        .recommendedWith(Field.AUDIO)
                                        .build())),
                frames(
                        "RC-101",
                        "recommends a model with a field that the recommended one has",
                        models -> models.set(
                                1,
                                ModelSpec.builder()
                                        .from(models.get(1))
                                        .recommendedWith(Field.LAST_IMAGE)
                                        .build())),
                wrong("RC-102", "returns its own list, which callers can change", (right, config) -> {
                    List<ModelSpec> models = new ArrayList<>(right.models());
                    return right.table(() -> models);
                }),
                wrong("RC-102", "has another table at the 4th call", (right, config) -> {
                    AtomicInteger calls = new AtomicInteger();
                    return right.table(
                            () -> calls.incrementAndGet() == 4 ? right.models().subList(0, 1) : right.models());
                }),
                wrong("RC-102", "adds a note to its models after an order", (right, config) -> {
                    AtomicInteger orders = new AtomicInteger();
                    return right.generator(request -> {
                                orders.incrementAndGet();
                                return right.generator().submit(request);
                            })
                            .models(model -> orders.get() == 0 ? model : noted(model, "ordered"));
                }),
                wrong(
                        "RC-102",
                        "withdraws a model at a date",
                        (right, config) -> right.models(
                                model -> config.scheduler().now().isAfter(Instant.parse("2026-02-01T00:00:00Z"))
                                        ? noted(model, "withdrawn")
                                        : model)),
                wrong(
                        "RC-102",
                        "translates its notes",
                        (right, config) -> right.models(
                                model -> LocaleAndZone.isChanged() ? noted(model, "not in English") : model)),
                source("has TODO as a quote", new DocumentAnchor("acme-manual", "TODO: find it")),
                source("has a question mark as a document", new DocumentAnchor("?", "resolution")),
                source("has only white space as a quote", new DocumentAnchor("acme-manual", "\t\u00a0 ")),
                wrong(
                        "RC-106",
                        "has defaults of 2 fields that exclude each other",
                        (right, config) -> right.models(model -> withFields(
                                model,
                                FieldSpec.optional(Field.text("pace"), at("pace"))
                                        .withDefault("slow"),
                                FieldSpec.optional(Field.text("speed"), at("speed"))
                                        .withDefault("1")
                                        .excludes(Field.text("pace"))))),
                limits("allows 1,000 times the rate of the vendor", new CallRate(500_000, Duration.ofSeconds(1)), 600),
                limits("takes a limit per minute for one per second", new CallRate(30_000, Duration.ofSeconds(1)), 600),
                limits("takes a limit per second for one per minute", new CallRate(500, Duration.ofMinutes(1)), 600),
                limits("allows more tasks than the vendor", new CallRate(500, Duration.ofSeconds(1)), 6_000),
                new ContractMutant(
                        "states no limits of a vendor that has some",
                        Set.of("RC-108"),
                        LIMITED,
                        (right, config) -> right.limits(VendorLimits.UNDOCUMENTED)),
                new ContractMutant(
                        "has no source of its limits",
                        Set.of("RC-108", "RC-105"),
                        LIMITED,
                        (right, config) -> right.limits(limits(
                                new CallRate(500, Duration.ofSeconds(1)),
                                600,
                                new DocumentAnchor("acme-manual", "?")))),
                new ContractMutant(
                        "has looser limits with a key",
                        Set.of("RC-108"),
                        LIMITED,
                        (right, config) -> config.apiKey().isPresent()
                                ? right
                                : right.limits(limits(new CallRate(10, Duration.ofSeconds(1)), 5, at("limits")))));
    }

    private static ContractMutant frames(String rule, String name, Consumer<List<ModelSpec>> change) {
        return new ContractMutant(name, Set.of(rule), FRAMES, (right, config) -> {
            List<ModelSpec> models = new ArrayList<>(right.models());
            change.accept(models);
            return right.table(() -> List.copyOf(models));
        });
    }

    private static ContractMutant source(String name, DocumentAnchor source) {
        return wrong(
                "RC-105",
                name,
                (right, config) -> right.models(
                        model -> ModelSpec.builder().from(model).source(source).build()));
    }

    private static ContractMutant limits(String name, CallRate rate, int tasks) {
        return new ContractMutant(
                name, Set.of("RC-108"), LIMITED, (right, config) -> right.limits(limits(rate, tasks, at("limits"))));
    }

    static VendorLimits limits(CallRate rate, int tasks, DocumentAnchor source) {
        return new VendorLimits(Optional.empty(), Optional.of(tasks), Optional.of(source))
                .withModels(List.of(
                        new ModelLimits(AcmeModels.PLAIN, Optional.of(rate), Optional.empty(), at("limits")),
                        new ModelLimits(AcmeModels.PRO, Optional.of(rate), Optional.empty(), at("limits"))));
    }

    private static ModelSpec recommended(ModelSpec model, boolean is) {
        return ModelSpec.builder().from(model).recommended(is).build();
    }

    private static ModelSpec noted(ModelSpec model, String note) {
        return ModelSpec.builder().from(model).note(note).build();
    }

    private static ModelSpec withFields(ModelSpec model, FieldSpec<?>... more) {
        List<FieldSpec<?>> fields = new ArrayList<>(model.fields());
        fields.addAll(List.of(more));
        return ModelSpec.builder().from(model).fields(fields).build();
    }
}
