package io.github.reel4j.cli;

import io.github.reel4j.Preview;
import io.github.reel4j.Quote;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailedAttempt;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The words of the domain as the fields of the JSON that programs read. */
final class JsonFields {

    private JsonFields() {}

    static void request(Report report, ResolvedRequest request) {
        report.put("provider", request.provider().value())
                .put("operation", request.operation().id())
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
    static Map<String, Object> skippedProvider(Quote quote) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", quote.provider().value());
        fields.put("turn", quote.disposition().name());
        quote.preview().ifPresent(preview -> fields.put("estimate", estimate(preview.estimate())));
        quote.failure().ifPresent(failure -> {
            fields.put("kind", failure.kind().name());
            fields.put("message", String.valueOf(new VideoException(failure).getMessage()));
        });
        return fields;
    }

    static void video(Report report, GeneratedVideo video) {
        report.put("url", video.url().toString())
                .put("width", toInteger(video.width()))
                .put("height", toInteger(video.height()))
                .put("duration_seconds", video.duration().map(Formats::seconds));
    }

    static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (estimate instanceof Estimate.Known known) {
            fields.put("kind", "known");
            money(fields, "amount", known.money());
            source(fields, known.source());
        } else if (estimate instanceof Estimate.Range range) {
            fields.put("kind", "range");
            fields.put("least", range.min().amount());
            money(fields, "most", range.max());
            source(fields, range.source());
        } else {
            fields.put("kind", "unknown");
        }
        fields.put("basis", estimate.basis());
        return fields;
    }

    static Map<String, Object> failure(VideoFailure failure, String text) {
        Map<String, Object> fields =
                failureFields(failure.kind().name(), text, failure.billingStatus(), failure.retryability());
        failure.retryAfter().ifPresent(wait -> fields.put("retry_after_seconds", Formats.seconds(wait)));
        failure.task().ifPresent(task -> fields.put("task", task.toString()));
        failure.vendorCode().ifPresent(code -> fields.put("vendor_code", code));
        failure.vendorMessage().ifPresent(words -> fields.put("vendor_message", words));
        if (!failure.previousAttempts().isEmpty()) {
            fields.put(
                    "earlier",
                    failure.previousAttempts().stream()
                            .map(JsonFields::failedAttempt)
                            .toList());
        }
        fields.put(
                "violations",
                failure.violations().stream().map(JsonFields::violation).toList());
        return fields;
    }

    /** A run that the user ended. */
    static Map<String, Object> interruption(BillingStatus billed, String text) {
        FailureKind kind = billed == BillingStatus.UNKNOWN ? FailureKind.SUBMISSION_UNKNOWN : FailureKind.INTERRUPTED;
        return failureFields(kind.name(), text, billed, kind.retryability());
    }

    /** A failure that is not the vendor's. */
    static Map<String, Object> failureFields(String kind, String text, BillingStatus billed, Retryability retry) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("message", text);
        fields.put("billed", billed.name());
        fields.put("retry", retry.name());
        return fields;
    }

    private static Map<String, Object> failedAttempt(FailedAttempt attempt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", attempt.provider().value());
        fields.put("kind", attempt.failure().kind().name());
        fields.put("message", attempt.failure().message());
        return fields;
    }

    private static Map<String, Object> violation(Violation violation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("field", violation.field());
        violation.rejectedValue().ifPresent(value -> fields.put("rejected", value));
        fields.put("problem", violation.message());
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

    private static Optional<Integer> toInteger(OptionalInt number) {
        return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
}
