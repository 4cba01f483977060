package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.OrderOutcome;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.vavr.control.Option;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What a line says, between its version and its check sum. */
final class OrderEventCodec {

    private static final String CREATED = "intended";
    private static final String ACCEPTED = "accepted";
    private static final String REJECTED = "refused";
    private static final String UNKNOWN = "unknown";
    private static final String RESOLVED = "settled";
    private static final String COMPLETED = "made";
    private static final String FAILED = "failed";
    private static final String DOWNLOADED = "delivered";

    private OrderEventCodec() {}

    static String format(OrderEvent entry) {
        if (entry instanceof OrderEvent.Created created) {
            return created(created.intent(), KeyValues.of(CREATED, entry.at())).format();
        }
        if (entry instanceof OrderEvent.Submitted submitted) {
            return submitted(submitted).format();
        }
        if (entry instanceof OrderEvent.Resolved resolved) {
            KeyValues values = KeyValues.of(RESOLVED, entry.at()).with("order", resolved.order());
            resolved.task().ifPresent(task -> values.with("task", task));
            return values.with("by", resolved.by()).format();
        }
        if (entry instanceof OrderEvent.Completed completed) {
            KeyValues values = KeyValues.of(completed.failure().isPresent() ? FAILED : COMPLETED, entry.at())
                    .with("task", completed.task());
            completed.failure().ifPresent(kind -> values.with("kind", kind.name()));
            return values.format();
        }
        OrderEvent.Downloaded downloaded = (OrderEvent.Downloaded) entry;
        return KeyValues.of(DOWNLOADED, entry.at())
                .with("task", downloaded.task())
                .with("file", downloaded.file())
                .format();
    }

    private static KeyValues created(OrderIntent intent, KeyValues values) {
        values.with("order", intent.order())
                .with("provider", intent.provider())
                .with("operation", intent.operation())
                .with("model", intent.model())
                .with("digest", intent.fingerprint());
        intent.price().min().ifPresent(min -> values.with("least", min));
        intent.price().max().ifPresent(max -> values.with("most", max));
        return values;
    }

    private static KeyValues submitted(OrderEvent.Submitted submitted) {
        OrderOutcome outcome = submitted.outcome();
        if (outcome instanceof OrderOutcome.Accepted accepted) {
            return KeyValues.of(ACCEPTED, submitted.at())
                    .with("order", submitted.order())
                    .with("task", accepted.task());
        }
        if (outcome instanceof OrderOutcome.Rejected refused) {
            return KeyValues.of(REJECTED, submitted.at())
                    .with("order", submitted.order())
                    .with("kind", refused.kind().name());
        }
        return KeyValues.of(UNKNOWN, submitted.at()).with("order", submitted.order());
    }

    /** Nothing, if it says what this version does not understand. */
    static Option<OrderEvent> parse(String text) {
        try {
            KeyValues values = KeyValues.parse(text);
            Instant at = Instant.parse(values.get("at"));
            return Option.of(
                    switch (values.kind()) {
                        case CREATED -> new OrderEvent.Created(at, intent(values));
                        case ACCEPTED ->
                            new OrderEvent.Submitted(at, order(values), new OrderOutcome.Accepted(task(values)));
                        case REJECTED ->
                            new OrderEvent.Submitted(at, order(values), new OrderOutcome.Rejected(failure(values)));
                        case UNKNOWN -> new OrderEvent.Submitted(at, order(values), new OrderOutcome.Unknown());
                        case RESOLVED ->
                            new OrderEvent.Resolved(
                                    at, order(values), values.find("task").map(TaskRef::parse), values.get("by"));
                        case COMPLETED -> new OrderEvent.Completed(at, task(values), Optional.empty());
                        case FAILED -> new OrderEvent.Completed(at, task(values), Optional.of(failure(values)));
                        case DOWNLOADED -> new OrderEvent.Downloaded(at, task(values), values.get("file"));
                        default -> throw new IllegalArgumentException(values.kind());
                    });
        } catch (IllegalArgumentException | DateTimeException e) {
            return Option.none();
        }
    }

    private static OrderIntent intent(KeyValues values) {
        return new OrderIntent(
                order(values),
                ProviderId.of(values.get("provider")),
                Operation.fromId(values.get("operation")).orElseThrow(IllegalArgumentException::new),
                values.get("model"),
                values.get("digest"),
                new ExpectedPrice(
                        values.find("least").map(Money::parse),
                        values.find("most").map(Money::parse)));
    }

    private static OrderId order(KeyValues values) {
        return OrderId.parse(values.get("order"));
    }

    private static TaskRef task(KeyValues values) {
        return TaskRef.parse(values.get("task"));
    }

    private static FailureKind failure(KeyValues values) {
        return FailureKind.valueOf(values.get("kind"));
    }
}
