package io.github.reel4j.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code reel queue}. It only has subcommands. */
@Command(
        name = "queue",
        description = {
            "Shows and changes the orders of an order queue on PostgreSQL.",
            "No command sends an order: workers do. Calls no vendor."
        },
        synopsisSubcommandLabel = "COMMAND")
final class QueueCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    /** Returns the subcommands. */
    static List<Callable<Integer>> commands(CliContext context) {
        return List.of(
                new QueueListCommand(context),
                new QueueShowCommand(context),
                new QueueResolveCommand(context),
                new QueueReleaseCommand(context),
                new QueueCancelCommand(context),
                new QueueRetryCommand(context),
                new QueueStatsCommand(context));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "The command is missing.");
    }
}
