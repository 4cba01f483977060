package io.github.reel4j.journal;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.OrderOutcome;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.vavr.control.Option;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** What a line says, between its version and its check sum. */
final class RecordText {

    private static final String INTENDED = "intended";
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";
    private static final String UNKNOWN = "unknown";
    private static final String SETTLED = "settled";
    private static final String MADE = "made";
    private static final String FAILED = "failed";
    private static final String DELIVERED = "delivered";

    private RecordText() {}

    static String print(OrderRecord entry) {
        if (entry instanceof OrderRecord.Intended intended) {
            return intended(intended.intent(), Fields.of(INTENDED, entry.at())).print();
        }
        if (entry instanceof OrderRecord.Answered answered) {
            return answered(answered).print();
        }
        if (entry instanceof OrderRecord.Settled settled) {
            Fields fields = Fields.of(SETTLED, entry.at()).with("order", settled.order());
            settled.task().ifPresent(task -> fields.with("task", task));
            return fields.with("by", settled.by()).print();
        }
        if (entry instanceof OrderRecord.Ended ended) {
            Fields fields = Fields.of(ended.failure().isPresent() ? FAILED : MADE, entry.at())
                    .with("task", ended.task());
            ended.failure().ifPresent(kind -> fields.with("kind", kind.name()));
            return fields.print();
        }
        OrderRecord.Delivered delivered = (OrderRecord.Delivered) entry;
        return Fields.of(DELIVERED, entry.at())
                .with("task", delivered.task())
                .with("file", delivered.file())
                .print();
    }

    private static Fields intended(OrderIntent intent, Fields fields) {
        fields.with("order", intent.order())
                .with("provider", intent.provider())
                .with("operation", intent.operation())
                .with("model", intent.model())
                .with("digest", intent.digest());
        intent.price().least().ifPresent(least -> fields.with("least", least));
        intent.price().most().ifPresent(most -> fields.with("most", most));
        return fields;
    }

    private static Fields answered(OrderRecord.Answered answered) {
        OrderOutcome outcome = answered.outcome();
        if (outcome instanceof OrderOutcome.Accepted accepted) {
            return Fields.of(ACCEPTED, answered.at())
                    .with("order", answered.order())
                    .with("task", accepted.task());
        }
        if (outcome instanceof OrderOutcome.Refused refused) {
            return Fields.of(REFUSED, answered.at())
                    .with("order", answered.order())
                    .with("kind", refused.kind().name());
        }
        return Fields.of(UNKNOWN, answered.at()).with("order", answered.order());
    }

    /** Nothing, if it says what this version does not understand. */
    static Option<OrderRecord> parse(String text) {
        try {
            Fields fields = Fields.parse(text);
            Instant at = Instant.parse(fields.get("at"));
            return Option.of(
                    switch (fields.kind()) {
                        case INTENDED -> new OrderRecord.Intended(at, intent(fields));
                        case ACCEPTED ->
                            new OrderRecord.Answered(at, order(fields), new OrderOutcome.Accepted(task(fields)));
                        case REFUSED ->
                            new OrderRecord.Answered(at, order(fields), new OrderOutcome.Refused(failure(fields)));
                        case UNKNOWN -> new OrderRecord.Answered(at, order(fields), new OrderOutcome.Unknown());
                        case SETTLED ->
                            new OrderRecord.Settled(
                                    at, order(fields), fields.find("task").map(TaskRef::parse), fields.get("by"));
                        case MADE -> new OrderRecord.Ended(at, task(fields), Optional.empty());
                        case FAILED -> new OrderRecord.Ended(at, task(fields), Optional.of(failure(fields)));
                        case DELIVERED -> new OrderRecord.Delivered(at, task(fields), fields.get("file"));
                        default -> throw new IllegalArgumentException(fields.kind());
                    });
        } catch (IllegalArgumentException | DateTimeException e) {
            return Option.none();
        }
    }

    private static OrderIntent intent(Fields fields) {
        return new OrderIntent(
                order(fields),
                ProviderId.of(fields.get("provider")),
                Operation.ofWord(fields.get("operation")).orElseThrow(IllegalArgumentException::new),
                fields.get("model"),
                fields.get("digest"),
                new ExpectedPrice(
                        fields.find("least").map(Money::parse),
                        fields.find("most").map(Money::parse)));
    }

    private static OrderId order(Fields fields) {
        return OrderId.parse(fields.get("order"));
    }

    private static TaskRef task(Fields fields) {
        return TaskRef.parse(fields.get("task"));
    }

    private static FailureKind failure(Fields fields) {
        return FailureKind.valueOf(fields.get("kind"));
    }
}
