package io.github.reel4j.cli;

import io.github.reel4j.journal.JournalReading;
import java.time.Instant;
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
        Instant now = Instant.now();
        session.report()
                .put("journal", journal.file().toString())
                .put(
                        "tasks",
                        reading.orders().stream()
                                .map(order -> TaskFacts.of(order, now))
                                .toList());
        journal.tellTroubles(session, reading);
        if (!json && !reading.orders().isEmpty()) {
            session.terminal().data(TaskTable.of(reading.orders(), now));
        }
        if (reading.orders().isEmpty()) {
            session.terminal().note("no orders in " + journal.file());
        }
        return ExitCodes.OK;
    }
}
