package io.github.reel4j.testkit.gallery;

import static io.github.reel4j.testkit.gallery.WrongBehaviors.wrong;

import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Resolution;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.spi.ProviderConfig;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** RC-601 to RC-604: prices and previews. */
final class PricingMutants {

    private PricingMutants() {}

    static List<ContractMutant> all() {
        DocumentAnchor list = AcmeModels.at("price list");
        return List.of(
                unknown("prices what it does not know at 0", basis -> new Estimate.Known(Money.usd("0"), basis, list)),
                unknown("gives no reason for not knowing", basis -> new Estimate.Unknown("")),
                unknown(
                        "begins a range at 0",
                        basis -> new Estimate.Range(Money.usd("0"), Money.usd("1"), basis, list)),
                unknown(
                        "has a range whose maximum is below its minimum",
                        basis -> new Estimate.Range(Money.usd("2"), Money.usd("1"), basis, list)),
                unknown(
                        "has a price without a source",
                        basis -> new Estimate.Known(Money.usd("0.25"), basis, new DocumentAnchor("", ""))),
                price(
                        "RC-602",
                        "has a timestamp in its estimates",
                        (request, right) -> right instanceof Estimate.Known known
                                ? new Estimate.Known(
                                        known.money(), known.basis() + " at " + System.nanoTime(), known.source())
                                : right),
                wrong(
                        "RC-602",
                        "requests the price from the vendor",
                        (right, config) -> right.pricing(request -> {
                            Http.get(config, "/prices");
                            return right.pricing().estimate(request);
                        })),
                money(
                        "estimates a cent too little",
                        money -> new Money(money.amount().subtract(new BigDecimal("0.01")), money.currency())),
                money(
                        "estimates a thousandth too much",
                        money -> new Money(money.amount().add(new BigDecimal("0.001")), money.currency())),
                money(
                        "estimates in euros instead of dollars",
                        money -> new Money(money.amount(), Currency.getInstance("EUR"))),
                money("in cents what the list has in dollars", money -> money.times(new BigDecimal(100))),
                price(
                        Set.of("RC-603", "RC-605"),
                        "estimates every size like the small one",
                        (request, right) -> right instanceof Estimate.Known known
                                ? new Estimate.Known(Money.usd("0.25"), known.basis(), known.source())
                                : right),
                price(
                        "RC-603",
                        "does not know the price of the large size",
                        (request, right) -> request.get(Field.RESOLUTION)
                                        .filter(Resolution.P720::equals)
                                        .isPresent()
                                ? new Estimate.Unknown("no price for 720p")
                                : right),
                rate(
                        "uses the rate of the other size",
                        (request, known) -> request.get(Field.RESOLUTION)
                                        .filter(Resolution.P720::equals)
                                        .isPresent()
                                ? known.money().times(new BigDecimal("0.5"))
                                : known.money()),
                rate(
                        "drops the currency of a rate",
                        (request, known) -> Money.usd(known.money().amount().toPlainString())),
                rate(
                        "bills the seconds above the maximum",
                        (request, known) -> request.get(Field.DURATION)
                                        .filter(length -> length.toSeconds() > 10)
                                        .isPresent()
                                ? known.money().times(new BigDecimal("1.1"))
                                : known.money()),
                rate(
                        "bills less than the minimum length",
                        (request, known) -> request.get(Field.DURATION)
                                        .filter(length -> length.toSeconds() < 5)
                                        .isPresent()
                                ? known.money().times(new BigDecimal("0.5"))
                                : known.money()),
                rate(
                        "bills the default length whatever is ordered",
                        (request, known) -> request.get(Field.DURATION)
                                        .filter(length -> length.toSeconds() >= 10)
                                        .isPresent()
                                ? known.money().times(new BigDecimal("0.5"))
                                : known.money()),
                wrong(
                        "RC-604",
                        "submits an order for a preview",
                        (right, config) -> right.preview(Optional.of(request -> {
                            right.generator().submit(request);
                            return right.preview().orElseThrow().preview(request);
                        }))),
                wrong(
                        "RC-604",
                        "sends a request for a preview",
                        (right, config) -> right.preview(Optional.of(request -> {
                            Http.get(config, "/quota");
                            return right.preview().orElseThrow().preview(request);
                        }))),
                preview("shows the key in a preview", (shown, config) -> {
                    Map<String, String> headers = new LinkedHashMap<>(shown.headers());
                    config.apiKey().ifPresent(key -> headers.put("X-Acme-Key", key.reveal()));
                    return new WireRequest(shown.method(), shown.url(), headers, shown.body());
                }),
                preview(
                        "shows no body in a preview",
                        (shown, config) -> new WireRequest(shown.method(), shown.url(), shown.headers(), "")),
                preview("throws instead of a preview", (shown, config) -> {
                    throw new UnsupportedOperationException("preview");
                }));
    }

    /** Returns a mutant that changes the estimates of the model without a price. */
    private static ContractMutant unknown(String name, Function<String, Estimate> exchange) {
        return price(
                "RC-601",
                name,
                (request, right) -> right instanceof Estimate.Unknown ? exchange.apply(right.basis()) : right);
    }

    /** Returns a mutant with prices by the second. */
    private static ContractMutant rate(String name, BiFunction<ResolvedRequest, Estimate.Known, Money> exchange) {
        return wrong(
                "RC-603",
                name,
                (right, config) -> right.models(AcmeModels::byRate)
                        .pricing(request -> right.pricing().estimate(request) instanceof Estimate.Known known
                                ? new Estimate.Known(exchange.apply(request, known), known.basis(), known.source())
                                : right.pricing().estimate(request)));
    }

    private static ContractMutant money(String name, UnaryOperator<Money> exchange) {
        return price(
                Set.of("RC-603", "RC-605"),
                "prices " + name,
                (request, right) -> right instanceof Estimate.Known known
                        ? new Estimate.Known(exchange.apply(known.money()), known.basis(), known.source())
                        : right);
    }

    private static ContractMutant price(
            String rule, String name, BiFunction<ResolvedRequest, Estimate, Estimate> exchange) {
        return price(Set.of(rule), name, exchange);
    }

    private static ContractMutant price(
            Set<String> rules, String name, BiFunction<ResolvedRequest, Estimate, Estimate> exchange) {
        return wrong(
                rules,
                name,
                (right, config) -> right.pricing(
                        request -> exchange.apply(request, right.pricing().estimate(request))));
    }

    private static ContractMutant preview(String name, BiFunction<WireRequest, ProviderConfig, WireRequest> exchange) {
        return wrong(
                "RC-604",
                name,
                (right, config) -> right.preview(
                        right.preview().map(preview -> request -> exchange.apply(preview.preview(request), config))));
    }
}
