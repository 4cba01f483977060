package io.github.reel4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code reel} itself. It only has subcommands. */
@Command(
        name = "reel",
        description = "Orders AI videos from hosted models and downloads them.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:ok",
            " 1:bug in reel or in a provider",
            " 2:usage or configuration",
            " 3:invalid request",
            " 4:the API key is missing, or the vendor rejected it",
            " 5:rate limited",
            " 6:the vendor could not generate the video",
            " 7:still running at the timeout",
            " 8:outcome of the order unknown: check the vendor's console before ordering again",
            " 9:no provider for the operation, or several",
            "10:price above --max-price, or no room under --max-spend",
            "11:any other failure of the vendor, the network, the journal or the output",
            "130:interrupted"
        })
final class ReelCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = ProviderJars.OPTION,
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Jar of a provider that is not installed, with its simulator if FILE-tests.jar is beside it."
                    + " Repeatable.")
    List<Path> providerJars = new ArrayList<>();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "The command is missing.");
    }
}
