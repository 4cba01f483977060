package io.github.reel4j.cli;

import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.DurationParser;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What to do about an order, in words. */
final class NextStep {

    private NextStep() {}

    static String of(OrderSummary order) {
        String task = order.task().map(TaskRef::toString).orElse("");
        String why = order.failure().map(kind -> " (" + kind + ")").orElse("");
        return switch (order.state()) {
            case REJECTED -> "nothing" + why + "; it was not billed" + describe(order);
            case UNKNOWN -> check(order);
            case RUNNING, READY -> "reel resume " + task;
            case FAILED -> failed(order, why, task);
            case DOWNLOADED ->
                "nothing; it is in " + OrderTable.printable(order.file().orElse("a file"));
        };
    }

    /** What the vendor did not know may have been a slip of its own. */
    private static String failed(OrderSummary order, String why, String task) {
        return order.failure().equals(Optional.of(FailureKind.TASK_NOT_FOUND))
                ? "ask once more" + why + ": reel resume " + task + ", or reel resume --all within "
                        + DurationParser.describe(RecheckPolicy.WINDOW) + " of the order; perhaps it was billed"
                : "nothing" + why + "; perhaps it was billed. To ask once more: reel resume " + task;
    }

    private static String describe(OrderSummary order) {
        return order.resolved()
                .map(resolved -> ", says " + OrderTable.printable(resolved.by()))
                .orElse("");
    }

    /** There is no way to ask the vendor: what to look for is all that can be said. */
    private static String check(OrderSummary order) {
        return order.intent()
                .map(intent -> "unless another reel is sending it now: look at "
                        + intent.provider() + "'s console for " + described(intent) + " of "
                        + order.at().truncatedTo(ChronoUnit.SECONDS)
                        + " before ordering again; count it as spent until: reel resolve " + intent.order()
                        + " --task ID or --not-accepted")
                .orElse("look at the vendors' consoles; count it as spent");
    }

    private static String described(OrderIntent intent) {
        return intent.operation() + " with " + OrderTable.printable(intent.model()) + " (#" + intent.fingerprint()
                + ")";
    }
}
