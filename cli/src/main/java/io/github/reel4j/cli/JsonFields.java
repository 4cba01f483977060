package io.github.reel4j.cli;

import io.github.reel4j.Quote;
import io.github.reel4j.VideoException;
import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.BillingStatus;
import io.github.reel4j.model.DocumentAnchor;
import io.github.reel4j.model.Estimate;
import io.github.reel4j.model.FailedProviderAttempt;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GeneratedVideo;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.ResolvedRequest;
import io.github.reel4j.model.Retryability;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.model.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Converts domain values to fields of the JSON output. */
final class JsonFields {

    private JsonFields() {}

    static void request(JsonReport report, ResolvedRequest request) {
        report.put("provider", request.provider().value())
                .put("operation", request.operation().id())
                .put("model", request.model().id())
                .put("resolution", request.get(Field.RESOLUTION));
    }

    /** Converts an order of the journal. */
    static Map<String, Object> order(OrderSummary order, Instant now) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("state", OrderTable.stateName(order));
        fields.put("ordered_at", order.at().toString());
        fields.put("age_seconds", Math.max(0, Duration.between(order.at(), now).toSeconds()));
        order.provider().map(ProviderId::value).ifPresent(id -> fields.put("provider", id));
        order.intent().ifPresent(intent -> intent(fields, intent));
        order.key().ifPresent(key -> fields.put("order_key", key.value()));
        order.task().map(TaskRef::toString).ifPresent(task -> fields.put("task", task));
        order.failure().ifPresent(kind -> fields.put("failure_kind", kind.name()));
        order.file().ifPresent(file -> fields.put("file", file));
        order.resolved().ifPresent(resolved -> {
            fields.put("resolved_by", resolved.by());
            fields.put("resolved_at", resolved.at().toString());
        });
        fields.put("next_step", NextStep.of(order));
        return fields;
    }

    private static void intent(Map<String, Object> fields, OrderIntent intent) {
        fields.put("order", intent.order().toString());
        fields.put("operation", intent.operation().id());
        fields.put("model", intent.model());
        fields.put("fingerprint", intent.fingerprint());
        Map<String, Object> price = new LinkedHashMap<>();
        price.put("min", intent.price().min().map(Money::amount));
        price.put("max", intent.price().max().map(Money::amount));
        Optional<String> currency =
                intent.price().max().map(max -> max.currency().getCurrencyCode());
        price.put("currency", currency);
        fields.put("price", price);
    }

    /** Converts the quote of a provider that is tried if the previous one does not accept the order. */
    static Map<String, Object> fallback(Quote quote) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", quote.provider().value());
        fields.put("model", OrderQuotes.request(quote).model().id());
        fields.put("estimate", estimate(OrderQuotes.estimate(quote)));
        return fields;
    }

    /** Converts the quote of a provider that the user has chosen and that would not be tried. */
    static Map<String, Object> skippedProvider(Quote quote) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", quote.provider().value());
        fields.put("disposition", quote.disposition().name());
        quote.estimate().ifPresent(estimate -> fields.put("estimate", estimate(estimate)));
        quote.failure().ifPresent(failure -> {
            fields.put("kind", failure.kind().name());
            fields.put("message", String.valueOf(new VideoException(failure).getMessage()));
        });
        return fields;
    }

    static void video(JsonReport report, GeneratedVideo video) {
        report.put("url", video.url().toString())
                .put("width", toInteger(video.width()))
                .put("height", toInteger(video.height()))
                .put("duration_seconds", video.duration().map(DurationAndSizeFormat::seconds))
                .put("expires_at", video.expiresAt().map(Instant::toString));
        if (!video.others().isEmpty()) {
            report.put(
                    "other_urls",
                    video.withOthers().stream()
                            .skip(1)
                            .map(each -> each.url().toString())
                            .toList());
        }
    }

    static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (estimate instanceof Estimate.Known known) {
            fields.put("kind", "known");
            money(fields, "amount", known.money());
            source(fields, known.source());
        } else if (estimate instanceof Estimate.Range range) {
            fields.put("kind", "range");
            fields.put("min", range.min().amount());
            money(fields, "max", range.max());
            source(fields, range.source());
        } else if (estimate instanceof Estimate.AtLeast atLeast) {
            fields.put("kind", "at_least");
            money(fields, "min", atLeast.min());
            source(fields, atLeast.source());
        } else {
            fields.put("kind", "unknown");
        }
        fields.put("basis", estimate.basis());
        return fields;
    }

    static Map<String, Object> failure(VideoFailure failure, String text) {
        Map<String, Object> fields =
                failure(failure.kind().name(), text, failure.billingStatus(), failure.retryability());
        failure.retryAfter().ifPresent(wait -> fields.put("retry_after_seconds", DurationAndSizeFormat.seconds(wait)));
        failure.task().ifPresent(task -> fields.put("task", task.toString()));
        failure.vendorCode().ifPresent(code -> fields.put("vendor_code", code));
        failure.vendorMessage().ifPresent(message -> fields.put("vendor_message", message));
        if (!failure.previousAttempts().isEmpty()) {
            fields.put(
                    "previous_attempts",
                    failure.previousAttempts().stream()
                            .map(JsonFields::failedAttempt)
                            .toList());
        }
        fields.put(
                "violations",
                failure.violations().stream().map(JsonFields::violation).toList());
        return fields;
    }

    /** Converts the interruption of a run by the user. */
    static Map<String, Object> interruption(BillingStatus billing, String text) {
        FailureKind kind = billing == BillingStatus.UNKNOWN ? FailureKind.SUBMISSION_UNKNOWN : FailureKind.INTERRUPTED;
        return failure(kind.name(), text, billing, kind.retryability());
    }

    /** Converts a failure of reel itself, for example invalid arguments. */
    static Map<String, Object> failure(String kind, String text, BillingStatus billing, Retryability retryability) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("message", text);
        fields.put("billing", billing.name());
        fields.put("retry", retryability.name());
        return fields;
    }

    private static Map<String, Object> failedAttempt(FailedProviderAttempt attempt) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("provider", attempt.provider().value());
        fields.put("kind", attempt.failure().kind().name());
        fields.put("message", attempt.failure().message());
        return fields;
    }

    private static Map<String, Object> violation(Violation violation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("field", violation.field());
        violation.rejectedValue().ifPresent(value -> fields.put("rejected_value", value));
        fields.put("message", violation.message());
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
