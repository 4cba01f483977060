package io.github.reel4j.testkit.contract.rules;

import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.WireRequest;
import io.github.reel4j.port.RequestPreview;
import io.github.reel4j.testkit.contract.engine.RuleCheck;
import io.github.reel4j.testkit.contract.engine.VariantOrderSender;
import io.github.reel4j.testkit.contract.support.WireFields;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Compares previews with the requests that arrive, value by value. */
record PreviewComparison(RuleCheck check, RequestPreview preview, VariantOrderSender sender) {

    /** Headers that carry credentials, whose values a preview masks or omits. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("header\\..*(auth|key|token|signature|secret|credential|cookie|date).*");

    /** Headers that an HTTP client or a tracing library adds. */
    private static final Set<String> ADDED = Set.of(
            "header.accept-language",
            "header.cache-control",
            "header.pragma",
            "header.traceparent",
            "header.tracestate",
            "header.baggage",
            "header.b3");

    /** Requires that each order arrives as its preview shows it. */
    void requireSame(List<ResolvedRequest> orders) {
        ResolvedRequest first = orders.get(0);
        Set<String> changing = new TreeSet<>(preview(first).differences(preview(first)));
        changing.addAll(sender.sent(first).wire().differences(sender.sent(first).wire()));
        for (ResolvedRequest order : orders) {
            WireRequest shown = preview.preview(order);
            VariantOrderSender.SentOrder sent = sender.sent(order);
            check.requireEqual(
                    sent.host(), shown.url().getAuthority(), "the host of the preview is that of the request");
            requireSame(WireFields.of(shown), sent.wire(), changing);
        }
    }

    private WireFields preview(ResolvedRequest order) {
        return WireFields.of(preview.preview(order));
    }

    private void requireSame(WireFields shown, WireFields sent, Set<String> changing) {
        Set<String> differences = shown.differences(sent);
        differences.removeAll(changing);
        differences.removeAll(ADDED);
        differences.removeIf(place -> CREDENTIALS.matcher(place).matches());
        check.require(
                differences.isEmpty(),
                "the preview shows what is sent",
                () -> differences.stream()
                        .findFirst()
                        .map(place ->
                                place + " is shown as '" + shown.at(place) + "' and sent as '" + sent.at(place) + "'")
                        .orElse(""));
    }
}
