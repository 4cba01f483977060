package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reel providers}. */
@Command(name = "providers", description = "Lists the providers, their models, what each takes, and what it costs.")
final class ProvidersCommand implements Callable<Integer> {

    private final CliContext context;

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
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
            context.terminal().note("* is taken when an order names no model.");
        }
        return ExitCodes.OK;
    }
}
