package io.github.reel4j.cli;

import io.github.reel4j.queue.model.QueuedOrder;

/** Reports an order of a queue after it was changed. */
final class ChangedOrderPrinter {

    private ChangedOrderPrinter() {}

    static int print(CliContext context, QueueOptions options, QueuedOrder order, String what) {
        QueueJson.order(order).forEach(context.report()::put);
        context.terminal().note(what + " Next: " + QueueNextStep.of(order));
        if (!options.json) {
            context.terminal().data(order.key() + "  " + QueueTable.state(order));
        }
        return ExitCodes.OK;
    }
}
