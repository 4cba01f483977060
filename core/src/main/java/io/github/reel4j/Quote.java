package io.github.reel4j;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.order.RequestPlanner.PreviewedRequest;
import io.github.reel4j.order.RequestPlanner.ProviderOffer;
import io.github.reel4j.submission.FallbackPolicy;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * States whether one provider would accept a request, which request would be sent, and what it would cost. Nothing is
 * ordered. Immutable; no component is null.
 *
 * @param disposition when the order would be sent to this provider
 * @param request the request with every default filled in; empty if the provider cannot take it
 * @param estimate the expected price; empty if {@code request} is
 * @param wire the HTTP request that would be sent, with its key masked; empty if {@code request} is, or if the provider
 *     cannot show it
 * @param omitted the fields of the request that this provider would leave out: its model has no such field, and {@link
 *     io.github.reel4j.model.GenerationRequest#omitIfUnsupported} allows it; empty if {@code request} is
 * @param failures every reason that the client knows why the provider would not be sent the order, the one that {@link
 *     VideoClient#submit} would report first; an invalid request has all its {@linkplain VideoFailure#violations()
 *     violations}. Empty if the client knows no reason
 */
public record Quote(
        ProviderId provider,
        Disposition disposition,
        Optional<ResolvedRequest> request,
        Optional<Estimate> estimate,
        Optional<WireRequest> wire,
        Set<Field<?>> omitted,
        List<VideoFailure> failures) {

    private static final Comparator<Quote> CHEAPEST_FIRST = Comparator.comparing(
                    (Quote quote) -> quote.disposition != Disposition.ELIGIBLE)
            .thenComparing(quote -> quote.price().max().isEmpty())
            .thenComparing(quote -> quote.price().max().map(Quote::currencyCode).orElse(""))
            .thenComparing(quote -> quote.price().max().map(Money::amount).orElse(BigDecimal.ZERO))
            .thenComparing(quote -> quote.price().min().map(Money::amount).orElse(BigDecimal.ZERO))
            .thenComparing(Quote::provider);

    /** Returns the first of {@link #failures}; empty if the client knows no reason. */
    public Optional<VideoFailure> failure() {
        return failures.stream().findFirst();
    }

    /** Returns the quotes in the order of {@code offers}, which is that of the fallback. */
    static List<Quote> inFallbackOrder(List<ProviderOffer> offers) {
        List<Quote> quotes = new ArrayList<>();
        boolean stopped = false;
        for (ProviderOffer offer : offers) {
            Disposition disposition = stopped ? Disposition.NOT_TRIED : Disposition.of(offer.failures());
            stopped |= disposition == Disposition.STOPS_FALLBACK;
            quotes.add(of(offer, disposition));
        }
        return List.copyOf(quotes);
    }

    /** Returns the quotes sorted as {@link VideoClient#quotes} says. */
    static List<Quote> cheapestFirst(List<ProviderOffer> offers) {
        return offers.stream()
                .map(offer -> of(offer, Disposition.of(offer.failures())))
                .sorted(CHEAPEST_FIRST)
                .toList();
    }

    private static Quote of(ProviderOffer offer, Disposition disposition) {
        return new Quote(
                offer.provider(),
                disposition,
                offer.preview().map(PreviewedRequest::request),
                offer.preview().map(PreviewedRequest::estimate),
                offer.preview().flatMap(PreviewedRequest::wire),
                offer.preview().map(PreviewedRequest::omitted).orElse(Set.of()),
                offer.failures());
    }

    private ExpectedPrice price() {
        return ExpectedPrice.of(estimate.orElseGet(() -> new Estimate.Unknown("")));
    }

    private static String currencyCode(Money money) {
        return money.currency().getCurrencyCode();
    }

    /** When a provider would be sent the order, if it is the only one, or the next one in the fallback. */
    public enum Disposition {
        /** Sent to this provider if all eligible providers before it provably accepted no order. */
        ELIGIBLE,
        /** Never sent to this provider, for a reason of its own; the next provider is tried. */
        SKIPPED,
        /** Never sent to this provider, whose failure ends the order. */
        STOPS_FALLBACK,
        /** Never sent to this provider, because one before it ends the order. */
        NOT_TRIED;

        private static Disposition of(List<VideoFailure> failures) {
            if (failures.isEmpty()) {
                return ELIGIBLE;
            }
            return FallbackPolicy.mayOrderElsewhere(failures.get(0)) ? SKIPPED : STOPS_FALLBACK;
        }
    }
}
