package io.github.reel4j.journal;

import io.github.reel4j.SampleRequests;
import io.github.reel4j.VirtualScheduler;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Money;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.OrderIntent.ExpectedPrice;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.SubmitOutcome;
import io.github.reel4j.model.TaskRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** Sample records of all types. */
final class SampleEvents {

    private static final Instant AT = VirtualScheduler.START.plusMillis(123);

    private SampleEvents() {}

    static OrderId order(int number) {
        return new OrderId(new UUID(7, number));
    }

    static OrderEvent created(int number) {
        return new OrderEvent.Created(AT, intent(order(number), "plus", Optional.of(Money.usd("0.085"))));
    }

    static OrderEvent createdWithoutPrice(int number) {
        return new OrderEvent.Created(AT, intent(order(number), "plus", Optional.empty()));
    }

    static OrderEvent accepted(int number, TaskRef task) {
        return new OrderEvent.Submitted(AT, order(number), new SubmitOutcome.Accepted(task));
    }

    static OrderEvent rejected(int number, FailureKind kind) {
        return new OrderEvent.Submitted(AT, order(number), new SubmitOutcome.Rejected(kind));
    }

    static OrderEvent unknown(int number) {
        return new OrderEvent.Submitted(AT, order(number), new SubmitOutcome.Indeterminate());
    }

    static OrderEvent.Resolved resolved(int number, Optional<TaskRef> task) {
        return new OrderEvent.Resolved(AT, order(number), task, "Ann O. =%\u732b");
    }

    /** Returns the task of an order, with this vendor's task id. */
    static TaskRef own(int number, String id) {
        return ((OrderEvent.Created) created(number)).intent().task(id, AT);
    }

    static OrderEvent completed(TaskRef task) {
        return new OrderEvent.Completed(AT, task, Optional.empty());
    }

    static OrderEvent failed(TaskRef task, FailureKind kind) {
        return new OrderEvent.Completed(AT, task, Optional.of(kind));
    }

    static OrderEvent downloaded(TaskRef task, String file) {
        return new OrderEvent.Downloaded(AT, task, file);
    }

    /** Returns one record of each type, with characters that need escaping. */
    static List<OrderEvent> each() {
        TaskRef odd = SampleRequests.task("a b=c\n%\u732b~");
        return List.of(
                created(1),
                new OrderEvent.Created(AT, intent(order(2), "w = \n\u732b +%~", Optional.empty())),
                accepted(1, odd),
                rejected(2, FailureKind.RATE_LIMITED),
                unknown(3),
                resolved(3, Optional.empty()),
                resolved(4, Optional.of(odd)),
                completed(odd),
                failed(SampleRequests.task(), FailureKind.GENERATION_FAILED),
                downloaded(odd, "/home/me/my videos/\u732b=1 ~\n.mp4"));
    }

    /** Returns all records of one order in a possible sequence. */
    static List<OrderEvent> life(int number, Random random) {
        TaskRef task = SampleRequests.task("task = %\u732b~ " + number);
        List<OrderEvent> life = new ArrayList<>(List.of(created(number)));
        int dice = random.nextInt(10);
        if (dice == 0) {
            life.add(rejected(number, FailureKind.FORBIDDEN));
            return life;
        }
        if (dice < 4) {
            life.add(unknown(number));
        }
        if (dice == 2 && random.nextBoolean()) {
            life.add(resolved(number, Optional.empty()));
            return life;
        }
        boolean completes = random.nextInt(3) > 0;
        life.add(dice == 3 ? resolved(number, Optional.of(task)) : accepted(number, task));
        // with 1, a callback has recovered the order after its task completed
        life.add(
                dice == 1 ? life.size() - 1 : life.size(),
                completes ? completed(task) : failed(task, FailureKind.GENERATION_FAILED));
        if (completes) {
            life.add(downloaded(task, "/videos/" + number + "\n.mp4"));
        }
        return life;
    }

    /** Returns {@code count} random records, which depend only on the seed. */
    static List<OrderEvent> any(int count, Random random) {
        List<OrderEvent> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(any(random));
        }
        return records;
    }

    private static OrderEvent any(Random random) {
        int number = random.nextInt(5);
        TaskRef task = SampleRequests.task(text(random) + number);
        return switch (random.nextInt(8)) {
            case 0 ->
                new OrderEvent.Created(
                        AT.plusNanos(random.nextInt()),
                        intent(
                                order(number),
                                text(random),
                                random.nextBoolean()
                                        ? Optional.of(Money.usd("0." + random.nextInt(1_000)))
                                        : Optional.empty()));
            case 1 -> accepted(number, task);
            case 2 -> rejected(number, random.nextBoolean() ? FailureKind.RATE_LIMITED : FailureKind.FORBIDDEN);
            case 3 -> unknown(number);
            case 4 -> completed(task);
            case 5 -> resolved(number, random.nextBoolean() ? Optional.of(task) : Optional.empty());
            case 6 -> failed(task, FailureKind.TASK_NOT_FOUND);
            default -> downloaded(task, text(random));
        };
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            int point = random.nextInt(4) == 0 ? random.nextInt(0xd000) : random.nextInt(0x80);
            text.appendCodePoint(point);
        }
        return text.toString();
    }

    private static OrderIntent intent(OrderId order, String model, Optional<Money> price) {
        return new OrderIntent(
                order,
                ProviderId.of("nobody-has-it"),
                Operation.TEXT_TO_VIDEO,
                model,
                "0123456789ab",
                new ExpectedPrice(price, price));
    }
}
