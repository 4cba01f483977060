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

/** The command {@code reel tasks}: lists the tasks of the journal. */
@Command(
        name = "tasks",
        description = {
            "Lists the orders of the journal, oldest first: state, age, price, and the next step.",
            "A long list is limited to the unfinished orders and the latest finished ones.",
            "Does not poll vendors, so a running task may have ended in the meantime."
        })
final class TasksCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    JournalOptions options = new JournalOptions();

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: text.")
    boolean json;

    TasksCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CliJournal journal = CliJournal.of(context, options)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "--no-journal: 'reel tasks' needs the journal."));
        JournalSnapshot snapshot = journal.read();
        List<OrderSummary> orders = snapshot.orders();
        Instant now = Instant.now();
        context.report().put("journal", journal.file().toString());
        journal.reportCorruptLines(context, snapshot);
        if (json) {
            context.report()
                    .put(
                            "orders",
                            orders.stream()
                                    .map(order -> JsonFields.order(order, now))
                                    .toList())
                    .put("omitted", snapshot.omittedFinished() + snapshot.omittedOpen());
        } else if (!orders.isEmpty()) {
            context.terminal().data(OrderTable.of(orders, now));
        }
        if (snapshot.omittedFinished() > 0) {
            context.terminal()
                    .note(snapshot.omittedFinished() + " older finished orders are omitted; they are in "
                            + journal.file());
        }
        if (orders.isEmpty()) {
            context.terminal().note("no orders in " + journal.file());
        }
        return ExitCodes.OK;
    }
}
