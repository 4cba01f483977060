package io.github.reel4j.cli;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.QueuedOrder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The command {@code reel queue cancel}: cancels an order of a queue. */
@Command(
        name = "cancel",
        description = {
            "Cancels an order of the queue.",
            "One that is not sent ends at once. For one that is sent, a worker requests the cancellation at the vendor,"
                    + " if the vendor documents how."
        })
final class QueueCancelCommand implements Callable<Integer> {

    private final CliContext context;

    @Mixin
    QueueOptions options = new QueueOptions();

    @Parameters(paramLabel = "KEY", description = "The key of the order.")
    OrderKey key = OrderKey.of("none");

    QueueCancelCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OrderQueue queue = options.queue(context);
        QueuedOrder order = QueueCall.run(queue, each -> each.cancel(key, UserName.of(context)));
        return ChangedOrderPrinter.print(context, options, order, "cancelled, or the cancellation is requested.");
    }
}
