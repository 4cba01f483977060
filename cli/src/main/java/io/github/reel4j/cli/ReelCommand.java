package io.github.reel4j.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reel} itself: it only leads to its commands. */
@Command(
        name = "reel",
        description = "Orders videos from hosted models.",
        synopsisSubcommandLabel = "COMMAND",
        footerHeading =
                "%nKeys: PIXAZO_API_KEY, APIXO_API_KEY. With no key at all, orders go to a built-in simulator.%n%n",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            " 0:ok",
            " 1:bug",
            " 2:usage or configuration",
            " 3:invalid request",
            " 4:authentication",
            " 5:rate limited",
            " 6:the vendor failed the task",
            " 7:still running at the deadline",
            " 8:submission unknown: look at the vendor's console before ordering again",
            " 9:no or ambiguous provider",
            "10:over the price cap",
            "11:any other trouble: the vendor, the network, or output that cannot be written",
            "130:interrupted"
        })
final class ReelCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "Missing: a command.");
    }
}
