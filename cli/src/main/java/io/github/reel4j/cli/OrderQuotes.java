package io.github.reel4j.cli;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The quotes for one request: which providers would be tried, in which order, and at which price. */
final class OrderQuotes {

    private final List<Quote> quotes;
    private final List<Quote> eligible;
    private final Quote first;

    private OrderQuotes(List<Quote> quotes) {
        this.quotes = quotes;
        this.eligible = of(Quote.Disposition.ELIGIBLE).toList();
        this.first = eligible.isEmpty() ? last() : eligible.get(0);
        if (first.request().isEmpty()) {
            throw new VideoException(failure().orElseThrow());
        }
    }

    /** @throws VideoException if no provider can be quoted at all */
    static OrderQuotes of(VideoClient client, GenerationRequest request) {
        return new OrderQuotes(client.fallbackQuotes(request));
    }

    /** Returns the quote of the first eligible provider, or else of the one that {@link #failure} is about. */
    Quote first() {
        return first;
    }

    /** Returns the quotes of the providers that are tried, in order, if the previous one did not accept the order. */
    List<Quote> fallbacks() {
        return eligible.stream().skip(1).toList();
    }

    /** Returns the quotes of the providers that would not be tried, except the one that {@link #failure} is about. */
    List<Quote> skipped() {
        return quotes.stream()
                .filter(quote -> quote.disposition() != Quote.Disposition.ELIGIBLE)
                .filter(quote -> !eligible.isEmpty() || !quote.equals(last()))
                .toList();
    }

    /** Returns why no provider is eligible; empty if one is. */
    Optional<VideoFailure> failure() {
        if (!eligible.isEmpty()) {
            return Optional.empty();
        }
        return last().failure()
                .map(failure -> VideoFailure.builder()
                        .from(failure)
                        .previousAttempts(of(Quote.Disposition.SKIPPED)
                                .filter(quote -> !quote.equals(last()))
                                .map(quote -> new FailedProviderAttempt(
                                        quote.provider(), quote.failure().orElseThrow()))
                                .toList())
                        .build());
    }

    /** Returns the quote that ends the fallback. */
    private Quote last() {
        return of(Quote.Disposition.STOPS_FALLBACK).findFirst().orElseGet(() -> quotes.get(quotes.size() - 1));
    }

    private Stream<Quote> of(Quote.Disposition disposition) {
        return quotes.stream().filter(quote -> quote.disposition() == disposition);
    }

    /** Returns the quote of the provider that accepted the order. */
    Quote quoteOf(ProviderId provider) {
        return eligible.stream()
                .filter(each -> each.provider().equals(provider))
                .findFirst()
                .orElse(first);
    }

    void writeTo(JsonReport report) {
        writeTo(report, first);
        if (!fallbacks().isEmpty()) {
            report.put(
                    "fallbacks", fallbacks().stream().map(JsonFields::fallback).toList());
        }
        if (!skipped().isEmpty()) {
            report.put(
                    "skipped",
                    skipped().stream().map(JsonFields::skippedProvider).toList());
        }
    }

    static void writeTo(JsonReport report, Quote quote) {
        JsonFields.request(report, request(quote));
        report.put("estimate", JsonFields.estimate(estimate(quote)));
    }

    /** Returns the request of a quote that can be ordered. */
    static ResolvedRequest request(Quote quote) {
        return quote.request().orElseThrow();
    }

    /** Returns the price of a quote that can be ordered. */
    static Estimate estimate(Quote quote) {
        return quote.estimate().orElseThrow();
    }
}
