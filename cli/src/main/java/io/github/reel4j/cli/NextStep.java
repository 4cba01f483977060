package io.github.reel4j.cli;

import io.github.reel4j.journal.OrderSummary;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.OrderIntent;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.DurationParser;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Describes what the user can do about an order of the journal. */
final class NextStep {

    private NextStep() {}

    static String of(OrderSummary order) {
        String task = order.task().map(TaskRef::toString).orElse("");
        String kind = order.failure().map(each -> " (" + each + ")").orElse("");
        return switch (order.state()) {
            case REJECTED -> "nothing" + kind + "; it was not billed" + resolvedBy(order);
            case UNKNOWN -> checkConsole(order);
            case RUNNING, READY -> "reel resume " + task;
            case FAILED -> failed(order, kind, task);
            case DOWNLOADED ->
                "nothing; the video is " + OrderTable.printable(order.file().orElse("in a file"));
        };
    }

    /** A vendor may know a task again that it did not find once. */
    private static String failed(OrderSummary order, String kind, String task) {
        return order.failure().equals(Optional.of(FailureKind.TASK_NOT_FOUND))
                ? "poll again" + kind + ": reel resume " + task + ", or reel resume --all within "
                        + DurationParser.describe(NotFoundTaskSelection.WINDOW)
                        + " of the order; it may have been billed"
                : "nothing" + kind + "; it may have been billed. To poll again: reel resume " + task;
    }

    private static String resolvedBy(OrderSummary order) {
        return order.resolved()
                .map(resolved -> ", according to " + OrderTable.printable(resolved.by()))
                .orElse("");
    }

    /** Vendors have no API that finds an order without its task id, so only a person can check. */
    private static String checkConsole(OrderSummary order) {
        return order.intent()
                .map(intent -> "check " + intent.provider() + "'s console for " + describe(intent) + " of "
                        + order.at().truncatedTo(ChronoUnit.SECONDS)
                        + " before ordering again. Record the result: reel resolve " + intent.order()
                        + " --task ID, or --not-accepted. Until then, assume that it was billed."
                        + " (Wait first if another reel process is sending it now.)")
                .orElse("check the consoles of all vendors before ordering again. Assume that it was billed.");
    }

    private static String describe(OrderIntent intent) {
        return intent.operation() + " with " + OrderTable.printable(intent.model()) + " (#" + intent.fingerprint()
                + ")";
    }
}
