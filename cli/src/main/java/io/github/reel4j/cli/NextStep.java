package io.github.reel4j.cli;

import io.github.reel4j.journal.JournaledOrder;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.TimeSpan;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What to do about an order, in words. */
final class NextStep {

    private NextStep() {}

    static String of(JournaledOrder order) {
        String task = order.task().map(TaskRef::toString).orElse("");
        String why = order.failure().map(kind -> " (" + kind + ")").orElse("");
        return switch (order.state()) {
            case REFUSED -> "nothing" + why + "; it was not billed" + says(order);
            case UNKNOWN -> check(order);
            case RUNNING, MADE -> "reel resume " + task;
            case FAILED -> failed(order, why, task);
            case DELIVERED ->
                "nothing; it is in " + TaskTable.printable(order.file().orElse("a file"));
        };
    }

    /** What the vendor did not know may have been a slip of its own. */
    private static String failed(JournaledOrder order, String why, String task) {
        return order.failure().equals(Optional.of(FailureKind.TASK_NOT_FOUND))
                ? "ask once more" + why + ": reel resume " + task + ", or reel resume --all within "
                        + TimeSpan.describe(AskedAgain.WINDOW) + " of the order; perhaps it was billed"
                : "nothing" + why + "; perhaps it was billed. To ask once more: reel resume " + task;
    }

    private static String says(JournaledOrder order) {
        return order.settled()
                .map(settled -> ", says " + TaskTable.printable(settled.by()))
                .orElse("");
    }

    /** There is no way to ask the vendor: what to look for is all that can be said. */
    private static String check(JournaledOrder order) {
        return order.intent()
                .map(intent -> "unless another reel is sending it now: look at "
                        + intent.provider() + "'s console for " + described(intent) + " of "
                        + order.at().truncatedTo(ChronoUnit.SECONDS)
                        + " before ordering again; count it as spent until: reel settle " + intent.order()
                        + " --task ID or --not-accepted")
                .orElse("look at the vendors' consoles; count it as spent");
    }

    private static String described(OrderIntent intent) {
        return intent.operation() + " with " + TaskTable.printable(intent.model()) + " (#" + intent.digest() + ")";
    }
}
