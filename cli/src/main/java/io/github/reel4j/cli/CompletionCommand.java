package io.github.reel4j.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code reel completion}: prints a script that completes commands in a shell. */
@Command(
        name = "completion",
        description = {
            "Prints a script that completes commands and options in a shell.",
            "Use it with: source <(reel completion bash), source <(reel completion zsh), or reel completion fish |"
                    + " source"
        })
final class CompletionCommand implements Callable<Integer> {

    /** The shells with a script. */
    enum Shell {
        BASH,
        ZSH,
        FISH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(
            arity = "0..1",
            paramLabel = "SHELL",
            defaultValue = "bash",
            description = "bash, zsh or fish. Default: bash, whose script zsh can read too.")
    Shell shell = Shell.BASH;

    CompletionCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        CommandSpec root = spec.root();
        context.terminal()
                .data(
                        switch (shell) {
                            case BASH ->
                                AutoComplete.bash(root.name(), root.commandLine())
                                        .strip();
                            case ZSH -> ZshCompletion.of(root);
                            case FISH -> FishCompletion.of(root);
                        });
        return ExitCodes.OK;
    }
}
