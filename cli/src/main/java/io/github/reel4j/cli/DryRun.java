package io.github.reel4j.cli;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.WireRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows the request, the HTTP request and the price estimate of an order. Sends nothing and needs no key. */
final class DryRun {

    private final CliContext context;
    private final OrderOptions options;

    DryRun(CliContext context, OrderOptions options) {
        this.context = context;
        this.options = options;
    }

    int show(GenerationRequest request) {
        try (ClientWithSimulators session = new ClientFactory(
                        context, options, options.callbackUrl.or(this::listenerUrl))
                .forPreview(request.operation())) {
            OrderQuotes quotes = OrderQuotes.of(session.client(), request);
            Quote quote = quotes.first();
            JsonReport report = context.report();
            quotes.writeTo(report);
            report.put("state", "dry-run")
                    .put("request", OrderQuotes.request(quote).formatted())
                    .put("http_request", quote.wire().map(DryRun::fields));
            if (!options.json) {
                context.terminal().data(text(quote));
                quotes.fallbacks()
                        .forEach(each -> context.terminal()
                                .data("\n" + OrderView.fallbackCondition(quote) + "\n\n" + text(each)));
                quotes.skipped().forEach(each -> context.terminal().data("\n" + OrderView.skippedProvider(each)));
            }
            quotes.failure().ifPresent(failure -> {
                throw new VideoException(failure);
            });
            context.terminal().note("nothing was sent, nothing was billed.");
            return ExitCodes.OK;
        }
    }

    /** Returns the URL of the listener that a real run would open; without a port if that is any free one. */
    private Optional<URI> listenerUrl() {
        return options.listen.map(port -> URI.create("http://127.0.0.1" + (port == 0 ? "" : ":" + port)));
    }

    private static String text(Quote quote) {
        StringBuilder text = new StringBuilder(OrderView.headline(OrderQuotes.request(quote)));
        OrderQuotes.request(quote)
                .formatted()
                .forEach((name, value) -> text.append("\n  ")
                        .append(name)
                        .append(" ".repeat(Math.max(1, 18 - name.length())))
                        .append(value));
        text.append("\nprice  ").append(OrderQuotes.estimate(quote).describe()).append('\n');
        quote.wire()
                .ifPresentOrElse(
                        wire -> text.append('\n').append(http(wire)),
                        () -> text.append("\nThis provider does not preview its HTTP requests."));
        return text.toString();
    }

    private static String http(WireRequest wire) {
        StringBuilder text = new StringBuilder(wire.method() + " " + wire.url());
        wire.headers()
                .forEach((name, value) ->
                        text.append('\n').append(name).append(": ").append(value));
        return wire.body().isEmpty() ? text.toString() : text + "\n\n" + wire.body();
    }

    private static Map<String, Object> fields(WireRequest wire) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("method", wire.method());
        fields.put("url", wire.url().toString());
        fields.put("headers", wire.headers());
        fields.put("body", wire.body());
        return fields;
    }
}
