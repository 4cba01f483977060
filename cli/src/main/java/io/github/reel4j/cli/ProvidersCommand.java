package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code reel providers}. */
@Command(
        name = "providers",
        description = "Lists the providers and their models, with allowed values, defaults and prices.")
final class ProvidersCommand implements Callable<Integer> {

    private final CliContext context;

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: text.")
    boolean json;

    ProvidersCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        List<ProviderInfo> providers =
                InstalledProviders.readAll(context.settings()).providers();
        context.report()
                .put("providers", providers.stream().map(ProviderJson::of).toList());
        if (!json) {
            context.terminal().data(providers.stream().map(ProviderTable::of).collect(Collectors.joining("\n\n")));
            context.terminal().note("* is the default model of its operation.");
        }
        return ExitCodes.OK;
    }
}
