package io.github.reel4j.cli;

import io.github.reel4j.Preview;
import io.github.reel4j.Quote;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.Billing;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.RefusedAttempt;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Retry;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The words of the domain as the fields of the JSON that programs read. */
final class Facts {

    private Facts() {}

    static void request(Report report, ResolvedRequest request) {
        report.put("provider", request.provider().value())
                .put("operation", request.operation().word())
                .put("model", request.model().id())
                .put("resolution", request.get(Field.RESOLUTION));
    }

    /** What another provider would be ordered from, and for how much. */
    static Map<String, Object> fallback(Preview preview) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", preview.request().provider().value());
        fields.put("model", preview.request().model().id());
        fields.put("estimate", estimate(preview.estimate()));
        return fields;
    }

    /** A provider that is named and not asked. */
    static Map<String, Object> notAsked(Quote quote) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", quote.provider().value());
        fields.put("turn", quote.turn().name());
        quote.preview().ifPresent(preview -> fields.put("estimate", estimate(preview.estimate())));
        quote.refusal().ifPresent(failure -> {
            fields.put("kind", failure.kind().name());
            fields.put("message", String.valueOf(new VideoException(failure).getMessage()));
        });
        return fields;
    }

    static void video(Report report, GeneratedVideo video) {
        report.put("url", video.url().toString())
                .put("width", boxed(video.width()))
                .put("height", boxed(video.height()))
                .put("duration_seconds", video.duration().map(Figures::seconds));
    }

    static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (estimate instanceof Estimate.Known known) {
            fields.put("kind", "known");
            money(fields, "amount", known.money());
            source(fields, known.source());
        } else if (estimate instanceof Estimate.Range range) {
            fields.put("kind", "range");
            fields.put("least", range.least().amount());
            money(fields, "most", range.most());
            source(fields, range.source());
        } else {
            fields.put("kind", "unknown");
        }
        fields.put("basis", estimate.basis());
        return fields;
    }

    static Map<String, Object> failure(VideoFailure failure, String text) {
        Map<String, Object> fields = plain(failure.kind().name(), text, failure.billing(), failure.retry());
        failure.retryAfter().ifPresent(wait -> fields.put("retry_after_seconds", Figures.seconds(wait)));
        failure.task().ifPresent(task -> fields.put("task", task.toString()));
        failure.vendorCode().ifPresent(code -> fields.put("vendor_code", code));
        failure.vendorMessage().ifPresent(words -> fields.put("vendor_message", words));
        if (!failure.earlier().isEmpty()) {
            fields.put("earlier", failure.earlier().stream().map(Facts::earlier).toList());
        }
        fields.put(
                "violations",
                failure.violations().stream().map(Facts::violation).toList());
        return fields;
    }

    /** A run that the user ended. */
    static Map<String, Object> interruption(Billing billed, String text) {
        FailureKind kind = billed == Billing.MAYBE ? FailureKind.SUBMISSION_UNKNOWN : FailureKind.INTERRUPTED;
        return plain(kind.name(), text, billed, kind.retry());
    }

    /** A failure that is not the vendor's. */
    static Map<String, Object> plain(String kind, String text, Billing billed, Retry retry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("message", text);
        fields.put("billed", billed.name());
        fields.put("retry", retry.name());
        return fields;
    }

    private static Map<String, Object> earlier(RefusedAttempt attempt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", attempt.provider().value());
        fields.put("kind", attempt.failure().kind().name());
        fields.put("message", attempt.failure().message());
        return fields;
    }

    private static Map<String, Object> violation(Violation violation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("field", violation.field());
        violation.rejected().ifPresent(value -> fields.put("rejected", value));
        fields.put("problem", violation.problem());
        violation.source().ifPresent(anchor -> source(fields, anchor));
        return fields;
    }

    private static void money(Map<String, Object> fields, String name, Money money) {
        fields.put(name, money.amount());
        fields.put("currency", money.currency().getCurrencyCode());
    }

    static void source(Map<String, Object> fields, DocumentAnchor anchor) {
        fields.put("source", anchor.toString());
    }

    private static Optional<Integer> boxed(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
