package io.github.reel4j.cli;

import io.github.reel4j.Preview;
import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailedAttempt;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What would be ordered, from whom in turn, and for how much. */
final class OrderQuotes {

    private final List<Quote> quotes;
    private final List<Preview> eligible;
    private final Preview first;

    /** @throws VideoException if nothing could be ordered of anybody, whatever it costs */
    private OrderQuotes(List<Quote> quotes) {
        this.quotes = quotes;
        this.eligible = of(Quote.Disposition.ELIGIBLE)
                .flatMap(quote -> quote.preview().stream())
                .toList();
        this.first = eligible.stream()
                .findFirst()
                .or(() -> last().preview())
                .orElseThrow(() -> new VideoException(failure().orElseThrow()));
    }

    static OrderQuotes of(VideoClient client, GenerationRequest request) {
        return new OrderQuotes(client.quoteService(request));
    }

    /** That of the provider that is asked first. */
    Preview first() {
        return first;
    }

    /** What would be ordered instead, in turn, if the provider before provably took no order. */
    List<Preview> fallbacks() {
        return eligible.stream().skip(1).toList();
    }

    /** Those that nothing would be ordered of, besides the one whose refusal is the order's. */
    List<Quote> skipped() {
        return quotes.stream()
                .filter(quote -> quote.disposition() != Quote.Disposition.ELIGIBLE)
                .filter(quote -> !eligible.isEmpty() || !quote.equals(last()))
                .toList();
    }

    /** Why nobody would be asked; empty if somebody is. */
    Optional<VideoFailure> failure() {
        if (!eligible.isEmpty()) {
            return Optional.empty();
        }
        return last().failure()
                .map(failure -> VideoFailure.builder()
                        .from(failure)
                        .previousAttempts(of(Quote.Disposition.SKIPPED)
                                .filter(quote -> !quote.equals(last()))
                                .map(quote -> new FailedAttempt(
                                        quote.provider(), quote.failure().orElseThrow()))
                                .toList())
                        .build());
    }

    /** Whoever the order ends with if nobody is asked. */
    private Quote last() {
        return of(Quote.Disposition.STOPS_FALLBACK).findFirst().orElseGet(() -> quotes.get(quotes.size() - 1));
    }

    private Stream<Quote> of(Quote.Disposition disposition) {
        return quotes.stream().filter(quote -> quote.disposition() == disposition);
    }

    /** That of the provider that took the order. */
    Preview previewOf(ProviderId provider) {
        return eligible.stream()
                .filter(each -> each.request().provider().equals(provider))
                .findFirst()
                .orElse(first);
    }

    void writeTo(Report report) {
        writeTo(report, first);
        if (!fallbacks().isEmpty()) {
            report.put(
                    "fallbacks", fallbacks().stream().map(JsonFields::fallback).toList());
        }
        if (!skipped().isEmpty()) {
            report.put(
                    "not_asked",
                    skipped().stream().map(JsonFields::skippedProvider).toList());
        }
    }

    static void writeTo(Report report, Preview offer) {
        JsonFields.request(report, offer.request());
        report.put("estimate", JsonFields.estimate(offer.estimate()));
    }
}
