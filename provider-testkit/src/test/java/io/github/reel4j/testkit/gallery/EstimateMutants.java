package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.AcmeModels.at;
import static io.github.reel4j.testkit.gallery.OrderValueMutants.FRAMES;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.FieldSpec;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.PriceRow;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** RC-601 to RC-603 and RC-605: prices of models with many prices, and price tables that differ from the bill. */
final class EstimateMutants {

    private EstimateMutants() {}

    static List<ContractMutant> all() {
        return List.of(
                table("has the prices of 2 sizes swapped in its table", price -> swapped(price, "0.20", "0.50")),
                table("has the prices of 2 lengths swapped in its table", price -> swapped(price, "0.50", "0.90")),
                table("has one price of another model in its table", price -> price.equals("2") ? "2.50" : price),
                table(
                        "has the price of the short video for each length",
                        price -> price.equals("0.9") ? "0.50" : price),
                estimate(
                        "RC-605",
                        "expects a discount for long loops",
                        (request, known) -> request.get(Field.flag("loop")).orElse(false) && isLong(request)
                                ? half(known)
                                : known.money()),
                estimate(
                        "RC-605",
                        "adds a fee for the highest quality",
                        (request, known) -> request.get(Field.text("quality"))
                                        .filter("maximum"::equals)
                                        .isPresent()
                                ? known.money().times(new BigDecimal("1.5"))
                                : known.money()),
                estimate(
                        "RC-605",
                        "adds a fee for a long prompt",
                        (request, known) -> request.get(Field.PROMPT).orElse("").length() > 200
                                ? known.money().times(new BigDecimal("1.8"))
                                : known.money()),
                estimate(
                        "RC-605",
                        "adds a fee for a negative seed",
                        (request, known) -> request.get(Field.SEED).orElse(0L) < 0
                                ? known.money().times(new BigDecimal("1.8"))
                                : known.money()),
                estimate(
                        "RC-605",
                        "expects a discount for an order with a callback URL",
                        (request, known) -> request.callback().isPresent() ? half(known) : known.money()),
                clock(
                        Set.of("RC-602", "RC-804"),
                        "estimates less at night",
                        now -> now.atZone(ZoneOffset.UTC).getHour() >= 10),
                clock(
                        Set.of("RC-602"),
                        "estimates less from next month",
                        now -> now.isAfter(Instant.parse("2026-02-01T00:00:00Z"))),
                clock(
                        Set.of("RC-602", "RC-804"),
                        "has the prices of last year before new year",
                        now -> now.isBefore(Instant.parse("2026-01-01T00:00:00Z"))),
                new ContractMutant(
                        "expects a discount after 5 orders", Set.of("RC-602", "RC-605"), FRAMES, (right, config) -> {
                            AtomicInteger orders = new AtomicInteger();
                            return right.generator(request -> {
                                        orders.incrementAndGet();
                                        return right.generator().submit(request);
                                    })
                                    .pricing(request -> changed(
                                            right,
                                            request,
                                            (order, known) -> orders.get() > 5 ? half(known) : known.money()));
                        }),
                new ContractMutant(
                        "knows no price without a key",
                        Set.of("RC-602"),
                        FRAMES,
                        (right, config) -> config.apiKey().isPresent()
                                ? right
                                : right.pricing(request -> new Estimate.Unknown("no key"))),
                new ContractMutant(
                        "remembers the first estimate",
                        Set.of("RC-602", "RC-603", "RC-605"),
                        FRAMES,
                        (right, config) -> {
                            Estimate[] first = new Estimate[1];
                            return right.pricing(request -> {
                                first[0] = first[0] == null ? right.pricing().estimate(request) : first[0];
                                return first[0];
                            });
                        }),
                free("estimates an order without a price at 0 if another model is free", Optional.empty()),
                free("estimates all sizes at 0 if one is free", Optional.of(Resolution.P480)),
                basis(
                        "RC-601",
                        "has no source of a price",
                        (known) -> new Estimate.Known(
                                known.money(), known.basis(), new DocumentAnchor("acme-manual", "TODO"))),
                basis(
                        "RC-601",
                        "has TODO as the basis of a price",
                        known -> new Estimate.Known(known.money(), "TODO", known.source())),
                wrongRows(
                        "RC-601",
                        "has rows without a basis",
                        row -> new PriceRow.PerVideo(
                                row.resolution(), row.seconds(), row.money(), row.perSecond(), " ", row.source())),
                open("RC-603", "takes the lowest price if no size is set"),
                unlisted());
    }

    private static String swapped(String price, String one, String other) {
        BigDecimal amount = new BigDecimal(price);
        return amount.compareTo(new BigDecimal(one)) == 0
                ? other
                : amount.compareTo(new BigDecimal(other)) == 0 ? one : price;
    }

    private static boolean isLong(ResolvedRequest request) {
        return request.get(Field.DURATION).filter(Duration.ofSeconds(8)::equals).isPresent();
    }

    private static Money half(Estimate.Known known) {
        return known.money().times(new BigDecimal("0.5"));
    }

    private static ContractMutant table(String name, UnaryOperator<String> price) {
        return wrongRows(
                "RC-605",
                name,
                row -> new PriceRow.PerVideo(
                        row.resolution(),
                        row.seconds(),
                        Money.usd(price.apply(row.money().amount().toPlainString())),
                        row.perSecond(),
                        row.basis(),
                        row.source()));
    }

    private static ContractMutant wrongRows(String rule, String name, UnaryOperator<PriceRow.PerVideo> change) {
        return new ContractMutant(
                name,
                Set.of(rule),
                FRAMES,
                (right, config) -> right.models(model ->
                        model.id().equals(AcmeFrames.FRAMES) ? ModelTableMutants.prices(model, change) : model));
    }

    private static Estimate changed(
            ProviderParts right, ResolvedRequest request, BiFunction<ResolvedRequest, Estimate.Known, Money> exchange) {
        return right.pricing().estimate(request) instanceof Estimate.Known known
                ? new Estimate.Known(exchange.apply(request, known), known.basis(), known.source())
                : right.pricing().estimate(request);
    }

    private static ContractMutant estimate(
            String rule, String name, BiFunction<ResolvedRequest, Estimate.Known, Money> exchange) {
        return new ContractMutant(
                name,
                Set.of(rule),
                FRAMES,
                (right, config) -> right.pricing(request -> changed(right, request, exchange)));
    }

    private static ContractMutant clock(Set<String> rules, String name, Predicate<Instant> cheap) {
        return new ContractMutant(
                name,
                rules,
                FRAMES,
                (right, config) -> right.pricing(request -> changed(
                        right,
                        request,
                        (order, known) -> cheap.test(config.scheduler().now()) ? half(known) : known.money())));
    }

    private static ContractMutant basis(String rule, String name, Function<Estimate.Known, Estimate> exchange) {
        return new ContractMutant(
                name,
                Set.of(rule),
                FRAMES,
                (right, config) ->
                        right.pricing(request -> right.pricing().estimate(request) instanceof Estimate.Known known
                                ? exchange.apply(known)
                                : right.pricing().estimate(request)));
    }

    /** Returns a mutant of which one model has no price, or one free size, and all its orders are estimated at 0. */
    private static ContractMutant free(String name, Optional<Resolution> size) {
        return new ContractMutant(
                name,
                Set.of("RC-601"),
                FRAMES,
                (right, config) -> right.models(model -> model.id().equals(AcmeFrames.FREE)
                                ? ModelSpec.builder()
                                        .from(model)
                                        .prices(size.map(EstimateMutants::freeSize).stream()
                                                .toList())
                                        .build()
                                : model)
                        .pricing(request -> request.model().id().equals(AcmeFrames.FREE)
                                ? new Estimate.Known(Money.usd("0"), "free of charge", at("free of charge"))
                                : right.pricing().estimate(request)));
    }

    private static PriceRow freeSize(Resolution size) {
        return AcmeModels.price(size, "0");
    }

    /** Returns a mutant whose model has no default size. */
    private static ContractMutant open(String rule, String name) {
        return new ContractMutant(
                name,
                Set.of(rule),
                FRAMES,
                (right, config) -> right.models(
                                model -> model.id().equals(AcmeFrames.DRAFT) ? withoutSize(model) : model)
                        .pricing(request -> request.get(Field.RESOLUTION).isPresent()
                                ? right.pricing().estimate(request)
                                : new Estimate.Known(Money.usd("0.05"), "per video", at("price list"))));
    }

    private static ModelSpec withoutSize(ModelSpec model) {
        List<FieldSpec<?>> fields = new ArrayList<>();
        model.fields().forEach(spec -> fields.add(withoutSize(spec)));
        return ModelSpec.builder().from(model).fields(fields).build();
    }

    private static <T> FieldSpec<T> withoutSize(FieldSpec<T> spec) {
        return spec.field().equals(Field.RESOLUTION)
                ? FieldSpec.optional(spec.field(), spec.source()).withConstraint(spec.constraint())
                : spec;
    }

    /** Returns a mutant that estimates a length without a price like another one. */
    private static ContractMutant unlisted() {
        return new ContractMutant(
                "estimates a length without a price like another one",
                Set.of("RC-603"),
                AcmeStyle.defaultStyle(),
                (right, config) -> right.models(model -> {
                            ModelSpec timed = AcmeModels.byLength(model);
                            return ModelSpec.builder()
                                    .from(timed)
                                    .prices(timed.prices().subList(0, 1))
                                    .build();
                        })
                        .pricing(request -> new Estimate.Known(Money.usd("0.25"), "per video", at("price list"))));
    }
}
