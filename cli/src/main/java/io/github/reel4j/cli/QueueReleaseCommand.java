package io.github.reel4j.cli;

import io.github.reel4j.model.OrderKey;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.OrderQueueException;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.OrderPage;
import io.github.reel4j.queue.model.QueuedOrder;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code reel queue release}: returns a held order to the queue. */
@Command(
        name = "release",
        description = {
            "Releases held orders, so that workers send them.",
            "The database may have lost the record that a held order was sent. Check at the vendor that it was never"
                    + " sent: otherwise it is ordered and billed twice."
        })
final class QueueReleaseCommand implements Callable<Integer> {

    private static final int PAGE = 500;

    private final CliContext context;

    @Mixin
    QueueOptions options = new QueueOptions();

    @ArgGroup(multiplicity = "1")
    Target target = new Target();

    @Option(names = "--yes", description = "Release all orders without a question. Default: ask.")
    boolean yes;

    /** One order, or all that are held. */
    static final class Target {

        @Parameters(paramLabel = "KEY", description = "The key of the order.")
        Optional<OrderKey> key = Optional.empty();

        @Option(names = "--all", description = "All held orders.")
        boolean all;
    }

    QueueReleaseCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        OrderQueue queue = options.queue(context);
        String by = UserName.of(context);
        if (!target.all) {
            OrderKey key = target.key.orElseThrow();
            QueuedOrder order = QueueCall.run(queue, each -> each.release(key, by));
            return ChangedOrderPrinter.print(context, options, order, "released: a worker sends the order.");
        }
        long held = QueueCall.run(queue, OrderQueue::health).count(QueuedOrderState.HELD);
        if (held > 0) {
            confirm(held);
        }
        int released = QueueCall.run(queue, each -> releaseAll(each, by));
        context.report().put("released", released);
        context.terminal().note("released: " + released + (released == 1 ? " order" : " orders"));
        return ExitCodes.OK;
    }

    private void confirm(long held) {
        if (yes) {
            return;
        }
        if (!context.terminal().capabilities().interactive()) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "USAGE  --all releases " + held + " held orders. Check at the vendor that they were never sent, and"
                            + " add --yes. Nothing was released.");
        }
        if (!context.terminal().confirm("Were these " + held + " orders never sent, and are they to be sent now?")) {
            throw new CliException(ExitCodes.USAGE, "USAGE  nothing was released.");
        }
    }

    private static int releaseAll(OrderQueue queue, String by) {
        int released = 0;
        Optional<String> position = Optional.empty();
        do {
            OrderPage page = queue.list(OrderFilter.inState(QueuedOrderState.HELD), position, PAGE);
            for (QueuedOrder order : page.orders()) {
                released += release(queue, order.key(), by);
            }
            position = page.next();
        } while (position.isPresent());
        return released;
    }

    private static int release(OrderQueue queue, OrderKey key, String by) {
        try {
            queue.release(key, by);
            return 1;
        } catch (OrderQueueException e) {
            if (e.getCause() != null) {
                throw e;
            }
            return 0; // another person has released or cancelled it in the meantime
        }
    }
}
