package io.github.reel4j.cli;

import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.OrderRecord;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.spi.Settings;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code reel settle}. */
@Command(
        name = "settle",
        description = {
            "Writes down what you found, at the vendor's console, about an order of unknown fate: its task, which"
                    + " 'reel resume' then fetches, or that there is none.",
            "Free of charge: nothing is ordered, and nothing is ordered again."
        })
final class SettleCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ORDER", description = "The order, as 'reel tasks' names it.")
    String order = "";

    @ArgGroup(multiplicity = "1")
    Finding finding = new Finding();

    @Mixin
    JournalOptions options = new JournalOptions();

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    /** What can be found at a console. */
    static final class Finding {

        @Option(
                names = "--task",
                paramLabel = "ID",
                description =
                        "The vendor's name of the task, or all of its reference, reel:1:... The vendor is asked whether"
                                + " there is one.")
        Optional<String> task = Optional.empty();

        @Option(names = "--not-accepted", description = "There is none: nothing was ordered, nothing was billed.")
        boolean notAccepted;
    }

    SettleCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        OrderJournal journal = OrderJournal.of(session, options)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "Without a journal there is no order to settle."));
        OrderId id = id();
        session.report().put("order", id.toString());
        tell(new Settlement(session, journal, new OrderRecord.Settled(Instant.now(), id, Optional.empty(), user()))
                .with(finding.task)
                .task());
        return ExitCodes.OK;
    }

    private OrderId id() {
        try {
            return OrderId.parse(order);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "That is not the name of an order. 'reel tasks' names those of unknown fate.");
        }
    }

    private String user() {
        return session.settings()
                .find("user", "name")
                .map(Settings.Found::value)
                .or(() -> session.settings().environment("USER"))
                .orElse("somebody");
    }

    private void tell(Optional<TaskRef> task) {
        session.report().put("state", task.isPresent() ? "running" : "refused");
        if (task.isEmpty()) {
            session.terminal().note("settled: nothing was ordered, nothing was billed.");
            return;
        }
        session.report().task(task.get());
        session.terminal().note("settled: it is ordered. To fetch it: reel resume " + task.get());
        if (!json) {
            session.terminal().data(task.get().toString());
        }
    }
}
