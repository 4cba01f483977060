package io.github.reel4j.cli;

import io.github.reel4j.Preview;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ProviderId;
import java.util.List;

/**
 * What would be ordered, and for how much.
 *
 * @param fallbacks what would be ordered instead, in turn, if the provider before provably took no order
 */
record Offers(Preview first, List<Preview> fallbacks) {

    static Offers of(VideoClient client, GenerationRequest request) {
        return new Offers(client.preview(request), client.fallbacks(request));
    }

    /** That of the provider that took the order. */
    Preview takenBy(ProviderId provider) {
        return fallbacks.stream()
                .filter(each -> each.request().provider().equals(provider))
                .findFirst()
                .orElse(first);
    }

    void into(Report report) {
        into(report, first);
        if (!fallbacks.isEmpty()) {
            report.put("fallbacks", fallbacks.stream().map(Facts::fallback).toList());
        }
    }

    static void into(Report report, Preview offer) {
        Facts.request(report, offer.request());
        report.put("estimate", Facts.estimate(offer.estimate()));
    }
}
