package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.OrderKey;
import io.github.reel4j.model.OrderKeyClaim;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import io.vavr.control.Option;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Formats and parses the part of a journal line between its version and its checksum. Writes the present words; reads
 * the words of older versions too.
 */
final class OrderEventCodec {

    private static final String ORDER = "order";
    private static final String TASK = "task";
    private static final String KIND = "kind";
    private static final String FINGERPRINT = "fingerprint";
    private static final String MIN = "min";
    private static final String MAX = "max";
    private static final String KEY = "key";
    private static final String REQUEST = "request";

    /** The names of keys in files of older versions. */
    private static final Map<String, String> OLD_KEYS = Map.of(FINGERPRINT, "digest", MIN, "least", MAX, "most");

    /** The failure kinds that have another name in files of older versions. */
    private static final Map<String, FailureKind> OLD_KINDS =
            Map.of("UNEXPECTED_REPLY", FailureKind.UNEXPECTED_RESPONSE);

    private OrderEventCodec() {}

    static String format(OrderEvent event) {
        if (event instanceof OrderEvent.Created created) {
            return created(created.intent(), KeyValueRecord.of(RecordType.CREATED, event.at()))
                    .format();
        }
        if (event instanceof OrderEvent.Submitted submitted) {
            return submitted(submitted).format();
        }
        if (event instanceof OrderEvent.Resolved resolved) {
            KeyValueRecord values =
                    KeyValueRecord.of(RecordType.RESOLVED, event.at()).with(ORDER, resolved.order());
            resolved.task().ifPresent(task -> values.with(TASK, task));
            return values.with("by", resolved.by()).format();
        }
        if (event instanceof OrderEvent.Completed completed) {
            RecordType type = completed.failure().isPresent() ? RecordType.FAILED : RecordType.COMPLETED;
            KeyValueRecord values = KeyValueRecord.of(type, event.at()).with(TASK, completed.task());
            completed.failure().ifPresent(kind -> values.with(KIND, kind.name()));
            return values.format();
        }
        OrderEvent.Downloaded downloaded = (OrderEvent.Downloaded) event;
        return KeyValueRecord.of(RecordType.DOWNLOADED, event.at())
                .with(TASK, downloaded.task())
                .with("file", downloaded.file())
                .format();
    }

    private static KeyValueRecord created(OrderIntent intent, KeyValueRecord values) {
        values.with(ORDER, intent.order())
                .with("provider", intent.provider())
                .with("operation", intent.operation())
                .with("model", intent.model())
                .with(FINGERPRINT, intent.fingerprint());
        intent.price().min().ifPresent(min -> values.with(MIN, min));
        intent.price().max().ifPresent(max -> values.with(MAX, max));
        intent.keyClaim().ifPresent(claim -> values.with(KEY, claim.key()).with(REQUEST, claim.requestHash()));
        return values;
    }

    private static KeyValueRecord submitted(OrderEvent.Submitted submitted) {
        SubmitOutcome outcome = submitted.outcome();
        if (outcome instanceof SubmitOutcome.Accepted accepted) {
            return KeyValueRecord.of(RecordType.ACCEPTED, submitted.at())
                    .with(ORDER, submitted.order())
                    .with(TASK, accepted.task());
        }
        if (outcome instanceof SubmitOutcome.Rejected rejected) {
            return KeyValueRecord.of(RecordType.REJECTED, submitted.at())
                    .with(ORDER, submitted.order())
                    .with(KIND, rejected.kind().name());
        }
        return KeyValueRecord.of(RecordType.UNKNOWN, submitted.at()).with(ORDER, submitted.order());
    }

    /** Returns the event, or none if the text contains something that this version does not understand. */
    static Option<OrderEvent> parse(String text) {
        try {
            KeyValueRecord values = KeyValueRecord.parse(text);
            Instant at = Instant.parse(values.get("at"));
            return Option.of(
                    switch (values.type()) {
                        case CREATED -> new OrderEvent.Created(at, intent(values));
                        case ACCEPTED ->
                            new OrderEvent.Submitted(at, order(values), new SubmitOutcome.Accepted(task(values)));
                        case REJECTED ->
                            new OrderEvent.Submitted(at, order(values), new SubmitOutcome.Rejected(failure(values)));
                        case UNKNOWN -> new OrderEvent.Submitted(at, order(values), new SubmitOutcome.Indeterminate());
                        case RESOLVED ->
                            new OrderEvent.Resolved(
                                    at, order(values), values.find(TASK).map(TaskRef::parse), values.get("by"));
                        case COMPLETED -> new OrderEvent.Completed(at, task(values), Optional.empty());
                        case FAILED -> new OrderEvent.Completed(at, task(values), Optional.of(failure(values)));
                        case DOWNLOADED -> new OrderEvent.Downloaded(at, task(values), values.get("file"));
                    });
        } catch (IllegalArgumentException | DateTimeException e) {
            return Option.none();
        }
    }

    private static OrderIntent intent(KeyValueRecord values) {
        return new OrderIntent(
                order(values),
                ProviderId.of(values.get("provider")),
                Operation.fromId(values.get("operation")).orElseThrow(IllegalArgumentException::new),
                values.get("model"),
                findRenamed(values, FINGERPRINT).orElseThrow(IllegalArgumentException::new),
                new ExpectedPrice(
                        findRenamed(values, MIN).map(Money::parse),
                        findRenamed(values, MAX).map(Money::parse)),
                values.find(KEY).map(key -> new OrderKeyClaim(OrderKey.of(key), values.get(REQUEST))));
    }

    private static Optional<String> findRenamed(KeyValueRecord values, String key) {
        return values.find(key).or(() -> values.find(OLD_KEYS.getOrDefault(key, key)));
    }

    private static OrderId order(KeyValueRecord values) {
        return OrderId.parse(values.get(ORDER));
    }

    private static TaskRef task(KeyValueRecord values) {
        return TaskRef.parse(values.get(TASK));
    }

    private static FailureKind failure(KeyValueRecord values) {
        String name = values.get(KIND);
        FailureKind old = OLD_KINDS.get(name);
        return old == null ? FailureKind.valueOf(name) : old;
    }
}
