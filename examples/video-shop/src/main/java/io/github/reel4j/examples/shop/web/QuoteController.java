package io.github.reel4j.examples.shop.web;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.VideoFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Compares the vendors for a form that is still being filled in. Sends nothing to them. */
@RestController
class QuoteController {

    private final VideoClient client;

    QuoteController(VideoClient client) {
        this.client = client;
    }

    /**
     * A vendor's quote.
     *
     * @param accepted whether the vendor would take the order
     * @param first whether the shop would send the order to this vendor first
     * @param price for example {@code 0.50 USD}, {@code 0.40 USD to 2.00 USD} or {@code unknown}
     * @param basis how the price is calculated, or why it is unknown
     * @param values the values that would be sent, without prompts and URLs, by the name of the field
     * @param rejections why the vendor would not take the order
     */
    record VendorQuote(
            String provider,
            boolean accepted,
            boolean first,
            Optional<String> model,
            String price,
            Optional<String> basis,
            Map<String, String> values,
            List<RejectionReason> rejections) {}

    /**
     * A reason.
     *
     * @param source where the vendor's document states the rule
     */
    record RejectionReason(String message, Optional<String> source) {}

    @PostMapping("/api/quotes")
    List<VendorQuote> quotes(@RequestBody VideoForm form) {
        GenerationRequest request = form.toRequest();
        Optional<ProviderId> first = first(request);
        return client.quotes(request).stream()
                .map(quote -> vendorQuote(quote, first))
                .toList();
    }

    /** Returns the vendor that the order would be sent to first; empty if it would not be sent. */
    private Optional<ProviderId> first(GenerationRequest request) {
        try {
            return client.fallbackQuotes(request).stream()
                    .filter(quote -> quote.disposition() == Quote.Disposition.ELIGIBLE)
                    .map(Quote::provider)
                    .findFirst();
        } catch (VideoException e) {
            return Optional.empty(); // no vendor of the shop offers the operation: the quotes say why
        }
    }

    private static VendorQuote vendorQuote(Quote quote, Optional<ProviderId> first) {
        return new VendorQuote(
                quote.provider().value(),
                quote.disposition() == Quote.Disposition.ELIGIBLE,
                first.equals(Optional.of(quote.provider())),
                quote.request().map(request -> request.model().id()),
                quote.estimate()
                        .map(estimate -> ExpectedPrice.of(estimate).toString())
                        .orElse("unknown"),
                quote.estimate().map(Estimate::basis),
                quote.request().map(QuoteController::formattedValues).orElse(Map.of()),
                quote.failures().stream().flatMap(QuoteController::rejections).toList());
    }

    private static Map<String, String> formattedValues(ResolvedRequest request) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Field<?> field : List.of(Field.RESOLUTION, Field.ASPECT_RATIO, Field.DURATION)) {
            String value = request.formatted().get(field.name());
            if (value != null) {
                values.put(field.name(), value);
            }
        }
        return values;
    }

    private static Stream<RejectionReason> rejections(VideoFailure failure) {
        return failure.violations().isEmpty()
                ? Stream.of(new RejectionReason(failure.message(), Optional.empty()))
                : failure.violations().stream()
                        .map(violation -> new RejectionReason(
                                violation.field() + ": " + violation.message(),
                                violation.source().map(DocumentAnchor::document)));
    }
}
