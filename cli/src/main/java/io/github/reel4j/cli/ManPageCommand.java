package io.github.reel4j.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code reel man-page}: prints the manual page of all commands. */
@Command(
        name = "man-page",
        description = {
            "Prints the manual page of all commands in the format of man.",
            "Read it with: reel man-page | man -l -"
        })
final class ManPageCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    ManPageCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.terminal().data(ManPage.of(spec.root(), Version.number()));
        return ExitCodes.OK;
    }
}
