package io.github.reel4j.cli;

import io.github.reel4j.journal.JournalReading;
import io.github.reel4j.journal.JournaledOrder;
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

    private final Session session;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    JournalOptions options = new JournalOptions();

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    TasksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        OrderJournal journal = OrderJournal.of(session, options)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "Without a journal there is no list."));
        JournalReading reading = journal.read();
        List<JournaledOrder> orders = reading.orders();
        Instant now = Instant.now();
        session.report().put("journal", journal.file().toString());
        journal.tellTroubles(session, reading);
        if (json) {
            session.report()
                    .put(
                            "tasks",
                            orders.stream()
                                    .map(order -> TaskFacts.of(order, now))
                                    .toList())
                    .put("omitted", reading.omittedFinished() + reading.omittedOpen());
        } else if (!orders.isEmpty()) {
            session.terminal().data(TaskTable.of(orders, now));
        }
        if (reading.omittedFinished() > 0) {
            session.terminal()
                    .note(reading.omittedFinished() + " older orders that need nothing more are left out; they are in "
                            + journal.file());
        }
        if (orders.isEmpty()) {
            session.terminal().note("no orders in " + journal.file());
        }
        return ExitCodes.OK;
    }
}
