package io.github.reel4j.cli;

import io.github.reel4j.Preview;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.GenerationRequest;
import io.github.reel4j.model.WireRequest;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Shows what would be ordered and sent, and for how much. Nothing is sent, and no key is needed. */
final class DryRun {

    private final CliContext context;
    private final OrderOptions options;

    DryRun(CliContext context, OrderOptions options) {
        this.context = context;
        this.options = options;
    }

    int show(GenerationRequest request) {
        try (ClientSession open = new ClientFactory(context, options, options.callbackUrl.or(this::customUrl))
                .forPreview(request.operation())) {
            OrderQuotes offers = OrderQuotes.of(open.client(), request);
            Preview preview = offers.first();
            Report report = context.report();
            offers.writeTo(report);
            report.put("state", "dry-run")
                    .put("request", preview.request().formatted())
                    .put("wire", preview.wire().map(DryRun::fields));
            if (!options.json) {
                context.terminal().data(text(preview));
                offers.fallbacks()
                        .forEach(each -> context.terminal()
                                .data("\nor, if " + preview.request().provider() + " takes no order:\n\n"
                                        + text(each)));
                offers.skipped().forEach(each -> context.terminal().data("\n" + OrderView.skippedProvider(each)));
            }
            offers.failure().ifPresent(failure -> {
                throw new VideoException(failure);
            });
            context.terminal().note("nothing was sent, nothing was billed.");
            return ExitCodes.OK;
        }
    }

    /** Nobody listens there in a dry run; where any port would do, none is named. */
    private Optional<URI> customUrl() {
        return options.listen.map(port -> URI.create("http://127.0.0.1" + (port == 0 ? "" : ":" + port)));
    }

    private static String text(Preview preview) {
        StringBuilder text = new StringBuilder(OrderView.headline(preview.request()));
        preview.request()
                .formatted()
                .forEach((name, value) -> text.append("\n  ")
                        .append(name)
                        .append(" ".repeat(Math.max(1, 18 - name.length())))
                        .append(value));
        text.append("\nprice  ").append(preview.estimate().describe()).append('\n');
        preview.wire()
                .ifPresentOrElse(
                        wire -> text.append('\n').append(http(wire)),
                        () -> text.append("\nthis provider does not show its HTTP requests"));
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
