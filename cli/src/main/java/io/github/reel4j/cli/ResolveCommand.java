package io.github.reel4j.cli;

import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
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

/** {@code reel resolve}. */
@Command(
        name = "resolve",
        description = {
            "Writes down what you found, at the vendor's console, about an order of unknown fate: its task, which"
                    + " 'reel resume' then fetches, or that there is none.",
            "Free of charge: nothing is ordered, and nothing is ordered again."
        })
final class ResolveCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ORDER", description = "The order, as 'reel tasks' names it.")
    String order = "";

    @ArgGroup(multiplicity = "1")
    Decision decision = new Decision();

    @Mixin
    JournalOptions options = new JournalOptions();

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    /** What can be found at a console. */
    static final class Decision {

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

    ResolveCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CliJournal journal = CliJournal.of(context, options)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "Without a journal there is no order to settle."));
        OrderId id = id();
        context.report().put("order", id.toString());
        report(new OrderResolution(
                        context, journal, new OrderEvent.Resolved(Instant.now(), id, Optional.empty(), user()))
                .resolve(decision.task)
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
        return context.settings()
                .find("user", "name")
                .map(Settings.Found::value)
                .or(() -> context.settings().environment("USER"))
                .orElse("somebody");
    }

    private void report(Optional<TaskRef> task) {
        context.report().put("state", task.isPresent() ? "running" : "refused");
        if (task.isEmpty()) {
            context.terminal().note("settled: nothing was ordered, nothing was billed.");
            return;
        }
        context.report().task(task.get());
        context.terminal().note("settled: it is ordered. To fetch it: reel resume " + task.get());
        if (!json) {
            context.terminal().data(task.get().toString());
        }
    }
}
