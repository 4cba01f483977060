package io.github.reel4j.project;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoClient;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.ImageToVideoRequest;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.SpeechToVideoRequest;
import io.github.reel4j.spi.VideoProviderFactory;
import io.github.reel4j.testkit.contract.subject.SampleRequests;

/** The tables of docs/vendors/README.md: what each provider charges for the minimal request of each operation. */
final class PriceTables {

    private PriceTables() {}

    static String ofShippedProviders() {
        StringBuilder text = new StringBuilder();
        try (VideoClient client = VideoClient.builder()
                .settings(ShippedProviders.NO_SETTINGS)
                .providers(ShippedProviders.factories().toArray(VideoProviderFactory[]::new))
                .readOnly()
                .build()) {
            for (Operation operation : Operation.values()) {
                MarkdownTable table =
                        new MarkdownTable("Provider", "Model", "Resolution", "Length", "Price", "What is priced");
                for (Quote quote : client.quotes(request(operation))) {
                    addRow(table, quote);
                }
                text.append("### ")
                        .append(operation)
                        .append("\n\n")
                        .append(table)
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Returns the minimal request, with a prompt wherever the model has one, because some models require it. */
    private static GenerationRequest request(Operation operation) {
        GenerationRequest minimal = SampleRequests.of(operation);
        if (minimal instanceof ImageToVideoRequest image) {
            return ImageToVideoRequest.builder()
                    .from(image)
                    .prompt("the wind rises")
                    .omitIfUnsupported(Field.PROMPT)
                    .build();
        }
        return minimal instanceof SpeechToVideoRequest speech
                ? SpeechToVideoRequest.builder()
                        .from(speech)
                        .omitIfUnsupported(Field.PROMPT)
                        .build()
                : minimal;
    }

    private static void addRow(MarkdownTable table, Quote quote) {
        String provider = "[" + quote.provider() + "](" + quote.provider() + ".md)";
        if (quote.request().isEmpty()) {
            table.row(
                    provider,
                    "–",
                    "–",
                    "–",
                    "not available",
                    quote.failures().get(0).message());
            return;
        }
        ResolvedRequest request = quote.request().get();
        Estimate estimate = quote.estimate().orElseThrow();
        table.row(
                provider,
                "`" + request.model().id() + "`",
                request.get(Field.RESOLUTION).map(Object::toString).orElse("–"),
                request.get(Field.DURATION)
                        .map(length -> Field.DURATION.format(length) + " s")
                        .orElse("–"),
                price(estimate),
                estimate.basis());
    }

    private static String price(Estimate estimate) {
        if (estimate instanceof Estimate.Known known) {
            return known.money().toString();
        }
        return estimate instanceof Estimate.Range range ? range.min() + " to " + range.max() : "unknown";
    }
}
