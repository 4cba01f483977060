package io.github.reel4j.cli;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code reel queue retry}: lets workers send a rejected order again. */
@Command(
        name = "retry",
        description = {
            "Sends a rejected order again, as a new attempt.",
            "The vendor has provably not accepted the latest attempt, so nothing was billed."
        })
final class QueueRetryCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    QueueOptions options = new QueueOptions();

    @Parameters(paramLabel = "KEY", description = "The key of the order.")
    OrderKey key = OrderKey.of("none");

    QueueRetryCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OrderQueue queue = options.queue(context);
        QueuedOrder order = QueueCall.run(queue, each -> each.retry(key, UserName.of(context)));
        return ChangedOrderPrinter.print(context, options, order, "requeued: a worker sends the order again.");
    }
}
