package io.github.reel4j.cli;

import io.github.reel4j.model.OrderEvent;
import io.github.reel4j.model.OrderId;
import io.github.reel4j.model.TaskRef;
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

/** The command {@code reel resolve}: records the outcome of an order that the vendor may have accepted. */
@Command(
        name = "resolve",
        description = {
            "Records the outcome of an order that the vendor may or may not have accepted.",
            "Check the vendor's console first, then set the task, so that 'reel resume' can download its video, or that"
                    + " there is none.",
            "Free of charge: nothing is ordered."
        })
final class ResolveCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "ORDER", description = "Id of the order, as listed by 'reel tasks'.")
    String order = "";

    @ArgGroup(multiplicity = "1")
    Decision decision = new Decision();

    @Mixin
    JournalOptions options = new JournalOptions();

    @Mixin
    TlsOptions tls = new TlsOptions();

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: text.")
    boolean json;

    /** The two possible outcomes. */
    static final class Decision {

        @Option(
                names = "--task",
                paramLabel = "ID",
                description = "The vendor's id of the task, or its reference, reel:1:... The vendor is polled once to"
                        + " confirm it.")
        Optional<String> task = Optional.empty();

        @Option(
                names = "--not-accepted",
                description = "The vendor has no such task: nothing was ordered, nothing was billed.")
        boolean notAccepted;
    }

    ResolveCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CliJournal journal = CliJournal.of(context, options)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "'reel resolve' needs the journal. Omit --no-journal."));
        OrderId id = id();
        context.report().put("order", id.toString());
        report(new UnknownOutcomeResolver(
                        tls.applyTo(context),
                        journal,
                        new OrderEvent.Resolved(Instant.now(), id, Optional.empty(), UserName.of(context)))
                .resolve(decision.task)
                .task());
        return ExitCodes.OK;
    }

    private OrderId id() {
        try {
            return OrderId.parse(order);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "'" + OrderTable.printable(order) + "' is not an order id. An order id looks like"
                            + " c1a52c1e-3c5f-4b7e-9d60-2f8a1e5b7c34. List the ids: reel tasks");
        }
    }

    private void report(Optional<TaskRef> task) {
        context.report().put("state", task.isPresent() ? "running" : "rejected");
        if (task.isEmpty()) {
            context.terminal().note("resolved: nothing was ordered, nothing was billed.");
            return;
        }
        context.report().task(task.get());
        context.terminal().note("resolved: the order was accepted. To download its video: reel resume " + task.get());
        if (!json) {
            context.terminal().data(task.get().toString());
        }
    }
}
