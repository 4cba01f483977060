package io.github.reel4j.cli;

import io.github.reel4j.Preview;
import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.RefusedAttempt;
import io.github.reel4j.model.VideoFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What would be ordered, from whom in turn, and for how much. */
final class Offers {

    private final List<Quote> quotes;
    private final List<Preview> asked;
    private final Preview first;

    /** @throws VideoException if nothing could be ordered of anybody, whatever it costs */
    private Offers(List<Quote> quotes) {
        this.quotes = quotes;
        this.asked =
                of(Quote.Turn.ASKED).flatMap(quote -> quote.preview().stream()).toList();
        this.first = asked.stream()
                .findFirst()
                .or(() -> last().preview())
                .orElseThrow(() -> new VideoException(refusal().orElseThrow()));
    }

    static Offers of(VideoClient client, GenerationRequest request) {
        return new Offers(client.quotes(request));
    }

    /** That of the provider that is asked first. */
    Preview first() {
        return first;
    }

    /** What would be ordered instead, in turn, if the provider before provably took no order. */
    List<Preview> fallbacks() {
        return asked.stream().skip(1).toList();
    }

    /** Those that nothing would be ordered of, besides the one whose refusal is the order's. */
    List<Quote> notAsked() {
        return quotes.stream()
                .filter(quote -> quote.turn() != Quote.Turn.ASKED)
                .filter(quote -> !asked.isEmpty() || !quote.equals(last()))
                .toList();
    }

    /** Why nobody would be asked; empty if somebody is. */
    Optional<VideoFailure> refusal() {
        if (!asked.isEmpty()) {
            return Optional.empty();
        }
        return last().refusal()
                .map(failure -> VideoFailure.builder()
                        .from(failure)
                        .earlier(of(Quote.Turn.PASSED_OVER)
                                .filter(quote -> !quote.equals(last()))
                                .map(quote -> new RefusedAttempt(
                                        quote.provider(), quote.refusal().orElseThrow()))
                                .toList())
                        .build());
    }

    /** Whoever the order ends with if nobody is asked. */
    private Quote last() {
        return of(Quote.Turn.ENDS).findFirst().orElseGet(() -> quotes.get(quotes.size() - 1));
    }

    private Stream<Quote> of(Quote.Turn turn) {
        return quotes.stream().filter(quote -> quote.turn() == turn);
    }

    /** That of the provider that took the order. */
    Preview takenBy(ProviderId provider) {
        return asked.stream()
                .filter(each -> each.request().provider().equals(provider))
                .findFirst()
                .orElse(first);
    }

    void into(Report report) {
        into(report, first);
        if (!fallbacks().isEmpty()) {
            report.put("fallbacks", fallbacks().stream().map(Facts::fallback).toList());
        }
        if (!notAsked().isEmpty()) {
            report.put("not_asked", notAsked().stream().map(Facts::notAsked).toList());
        }
    }

    static void into(Report report, Preview offer) {
        Facts.request(report, offer.request());
        report.put("estimate", Facts.estimate(offer.estimate()));
    }
}
