package io.github.reel4j;

import io.github.reel4j.Quote.Disposition;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.VideoProvider;
import io.github.reel4j.submission.FallbackPolicy;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Goes through the providers for an order as an order would, but for the sending. Thread-safe. */
@Singleton
final class QuoteService {

    private final RequestPreparer preparer;
    private final ClientOptions options;

    @Inject
    QuoteService(RequestPreparer preparer, ClientOptions options) {
        this.preparer = preparer;
        this.options = options;
    }

    Either<VideoFailure, List<Quote>> of(GenerationRequest request) {
        return preparer.providersInOrder(request).map(providers -> {
            List<Quote> quotes = new ArrayList<>();
            boolean ended = false;
            for (VideoProvider provider : providers) {
                Quote quote = quote(provider, request, ended);
                ended |= quote.disposition() == Disposition.STOPS_FALLBACK;
                quotes.add(quote);
            }
            return List.copyOf(quotes);
        });
    }

    private Quote quote(VideoProvider provider, GenerationRequest request, boolean ended) {
        Either<VideoFailure, Preview> preview = preparer.preview(provider, request);
        Optional<VideoFailure> rejection = missingKey(provider)
                .or(() -> preview.fold(Optional::of, each -> options.priceCap().check(each.estimate())));
        Disposition disposition = ended
                ? Disposition.NOT_TRIED
                : rejection
                        .map(failure -> FallbackPolicy.mayOrderElsewhere(failure)
                                ? Disposition.SKIPPED
                                : Disposition.STOPS_FALLBACK)
                        .orElse(Disposition.ELIGIBLE);
        return new Quote(provider.id(), disposition, preview.toJavaOptional(), rejection);
    }

    /** A client that places no orders needs none. */
    private Optional<VideoFailure> missingKey(VideoProvider provider) {
        return options.acceptsOrders() ? preparer.missingKey(provider) : Optional.empty();
    }
}
