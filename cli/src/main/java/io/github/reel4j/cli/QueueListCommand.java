package io.github.reel4j.cli;

import io.github.reel4j.model.ProviderId;
import io.github.reel4j.queue.OrderQueue;
import io.github.reel4j.queue.model.OrderFilter;
import io.github.reel4j.queue.model.OrderPage;
import io.github.reel4j.queue.model.QueuedOrderState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code reel queue list}: lists the orders of a queue. */
@Command(
        name = "list",
        description = "Lists orders of the queue, the newest first: state, age, key, price, and the next step.")
final class QueueListCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    QueueOptions options = new QueueOptions();

    @Option(
            names = "--state",
            split = ",",
            paramLabel = "STATE",
            description = "Only orders in these states: ${COMPLETION-CANDIDATES}. Default: all.")
    List<QueuedOrderState> states = List.of();

    @Option(names = "--provider", paramLabel = "ID", description = "Only orders of this provider. Default: all.")
    Optional<ProviderId> provider = Optional.empty();

    @Option(names = "--undelivered", description = "Only finished orders that are not delivered. Default: all.")
    boolean undelivered;

    @Option(names = "--limit", paramLabel = "N", description = "Orders of a page, 1 to 1000. Default: 50.")
    int limit = 50;

    @Option(
            names = "--page",
            paramLabel = "POSITION",
            description = "The page that the one before names. Default: 1st.")
    Optional<String> page = Optional.empty();

    @Option(names = "--csv", description = "Print CSV. Default: a table.")
    boolean csv;

    QueueListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (csv && options.json) {
            throw new ParameterException(spec.commandLine(), "Set either --csv or --json.");
        }
        Set<QueuedOrderState> selected = states.isEmpty() ? Set.of() : EnumSet.copyOf(states);
        OrderFilter filter = new OrderFilter(selected, provider.map(ProviderId::value), undelivered);
        OrderQueue queue = options.queue(context);
        OrderPage found = QueueCall.run(queue, each -> each.list(filter, page, limit));
        context.report()
                .put("orders", found.orders().stream().map(QueueJson::order).toList())
                .put("next_page", found.next());
        if (csv) {
            context.terminal().data(QueueTable.csv(found.orders()));
        } else if (!options.json && !found.orders().isEmpty()) {
            context.terminal().data(QueueTable.of(found.orders(), Instant.now()));
        }
        if (found.orders().isEmpty()) {
            context.terminal().note("no such orders in the queue");
        }
        found.next().ifPresent(next -> context.terminal().note("more orders: add --page " + next));
        return ExitCodes.OK;
    }
}
