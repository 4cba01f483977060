package io.github.reel4j.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code reel completion}: prints a script that completes commands in a shell. */
@Command(
        name = "completion",
        description = {"Prints a completion script for bash and zsh.", "Use it with: source <(reel completion)"})
final class CompletionCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    CompletionCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.terminal()
                .data(AutoComplete.bash("reel", spec.root().commandLine()).strip());
        return ExitCodes.OK;
    }
}
