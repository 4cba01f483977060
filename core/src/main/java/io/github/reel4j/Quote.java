package io.github.reel4j;

import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.order.RequestPlanner;
import io.github.reel4j.order.RequestPlanner.PreviewedRequest;
import io.github.reel4j.submission.FallbackPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * States whether one provider would accept a request, which request would be sent, and what it would cost. Nothing is
 * ordered.
 *
 * @param disposition when {@link VideoClient#submit} would send the order to this provider
 * @param request the request with every default filled in; empty if the provider cannot take it
 * @param estimate the expected price; empty if {@code request} is
 * @param wire the HTTP request that would be sent, with its key masked; empty if {@code request} is, or if the provider
 *     cannot show it
 * @param failure why the provider would not be sent the order; empty if the client knows no reason
 */
public record Quote(
        ProviderId provider,
        Disposition disposition,
        Optional<ResolvedRequest> request,
        Optional<Estimate> estimate,
        Optional<WireRequest> wire,
        Optional<VideoFailure> failure) {

    static List<Quote> inOrder(List<RequestPlanner.ProviderOffer> offers) {
        List<Quote> quotes = new ArrayList<>();
        boolean stopped = false;
        for (RequestPlanner.ProviderOffer offer : offers) {
            Disposition disposition = stopped ? Disposition.NOT_TRIED : Disposition.of(offer.failure());
            stopped |= disposition == Disposition.STOPS_FALLBACK;
            quotes.add(new Quote(
                    offer.provider().id(),
                    disposition,
                    offer.preview().map(PreviewedRequest::request),
                    offer.preview().map(PreviewedRequest::estimate),
                    offer.preview().flatMap(PreviewedRequest::wire),
                    offer.failure()));
        }
        return List.copyOf(quotes);
    }

    /** When a provider would be sent the order. */
    public enum Disposition {
        /** Sent to this provider if all eligible providers before it provably accepted no order. */
        ELIGIBLE,
        /** Never sent to this provider, for a reason of its own; the next provider is tried. */
        SKIPPED,
        /** Never sent to this provider, whose failure ends the order. */
        STOPS_FALLBACK,
        /** Never sent to this provider, because one before it ends the order. */
        NOT_TRIED;

        private static Disposition of(Optional<VideoFailure> failure) {
            return failure.map(each -> FallbackPolicy.mayOrderElsewhere(each) ? SKIPPED : STOPS_FALLBACK)
                    .orElse(ELIGIBLE);
        }
    }
}
