package io.github.reel4j;

import io.github.reel4j.Quote.Turn;
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
final class Quotes {

    private final Quoting quoting;
    private final ClientOptions options;

    @Inject
    Quotes(Quoting quoting, ClientOptions options) {
        this.quoting = quoting;
        this.options = options;
    }

    Either<VideoFailure, List<Quote>> of(GenerationRequest request) {
        return quoting.inOrder(request).map(providers -> {
            List<Quote> quotes = new ArrayList<>();
            boolean ended = false;
            for (VideoProvider provider : providers) {
                Quote quote = quote(provider, request, ended);
                ended |= quote.turn() == Turn.ENDS;
                quotes.add(quote);
            }
            return List.copyOf(quotes);
        });
    }

    private Quote quote(VideoProvider provider, GenerationRequest request, boolean ended) {
        Either<VideoFailure, Preview> preview = quoting.preview(provider, request);
        Optional<VideoFailure> refusal = missingKey(provider)
                .or(() ->
                        preview.fold(Optional::of, each -> options.spendGuard().refusal(each.estimate())));
        Turn turn = ended
                ? Turn.NOT_REACHED
                : refusal.map(failure -> FallbackPolicy.mayOrderElsewhere(failure) ? Turn.PASSED_OVER : Turn.ENDS)
                        .orElse(Turn.ASKED);
        return new Quote(provider.id(), turn, preview.toJavaOptional(), refusal);
    }

    /** A client that places no orders needs none. */
    private Optional<VideoFailure> missingKey(VideoProvider provider) {
        return options.orders() ? quoting.missingKey(provider) : Optional.empty();
    }
}
