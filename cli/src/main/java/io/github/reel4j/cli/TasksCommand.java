package io.github.reel4j.cli;

import io.github.reel4j.journal.JournalSnapshot;
import io.github.reel4j.journal.OrderSummary;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reel tasks}. */
@Command(
        name = "tasks",
        description = {
            "Lists the orders in the journal, oldest first: state, age, price, and what to do next.",
            "Of a journal of many orders, those that are open and the latest of the others.",
            "Asks no vendor, so an order that runs here may have ended there."
        })
final class TasksCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    JournalOptions options = new JournalOptions();

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    TasksCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CliJournal journal = CliJournal.of(context, options)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "Without a journal there is no list."));
        JournalSnapshot snapshot = journal.read();
        List<OrderSummary> orders = snapshot.orders();
        Instant now = Instant.now();
        context.report().put("journal", journal.file().toString());
        journal.reportCorruptLines(context, snapshot);
        if (json) {
            context.report()
                    .put(
                            "tasks",
                            orders.stream()
                                    .map(order -> OrderJson.of(order, now))
                                    .toList())
                    .put("omitted", snapshot.omittedFinished() + snapshot.omittedOpen());
        } else if (!orders.isEmpty()) {
            context.terminal().data(OrderTable.of(orders, now));
        }
        if (snapshot.omittedFinished() > 0) {
            context.terminal()
                    .note(snapshot.omittedFinished() + " older orders that need nothing more are left out; they are in "
                            + journal.file());
        }
        if (orders.isEmpty()) {
            context.terminal().note("no orders in " + journal.file());
        }
        return ExitCodes.OK;
    }
}
