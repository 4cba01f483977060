package io.github.reel4j.cli;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrder;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel queue resolve}: records the outcome of an order that the vendor may have accepted. */
@Command(
        name = "resolve",
        description = {
            "Records the outcome of an order that the vendor may or may not have accepted.",
            "Check the vendor's console first. Workers then poll and deliver an accepted order. One that was not"
                    + " accepted waits for 'reel queue retry' or 'reel queue cancel'."
        })
final class QueueResolveCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    QueueOptions options = new QueueOptions();

    @Parameters(paramLabel = "KEY", description = "The key of the order.")
    OrderKey key = OrderKey.of("none");

    @ArgGroup(multiplicity = "1")
    QueueResolution decision = new QueueResolution();

    /** The two possible outcomes. */
    static final class QueueResolution {

        @Option(
                names = "--accepted",
                paramLabel = "TASK-ID",
                description = "The vendor has accepted the order: the task id in the vendor's console.")
        Optional<String> task = Optional.empty();

        @Option(
                names = "--not-accepted",
                description = "The vendor has no such task: nothing was ordered, nothing was billed.")
        boolean notAccepted;
    }

    QueueResolveCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OrderQueue queue = options.queue(context);
        String by = UserName.of(context);
        QueuedOrder order = QueueCall.run(
                queue,
                each -> decision.task
                        .map(task -> each.resolveAccepted(key, task.strip(), by))
                        .orElseGet(() -> each.resolveNotAccepted(key, by)));
        return ChangedOrderPrinter.print(
                context,
                options,
                order,
                decision.notAccepted
                        ? "resolved: the vendor has not accepted the order."
                        : "resolved: the vendor has accepted the order.");
    }
}
