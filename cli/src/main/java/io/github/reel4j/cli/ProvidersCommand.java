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

    private final Session session;

    @Option(names = "--json", description = "Print one JSON object on stdout, whatever happens.")
    boolean json;

    ProvidersCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<ProviderInfo> providers = Catalog.readAll(session.settings()).providers();
        session.report()
                .put("providers", providers.stream().map(ProviderFacts::of).toList());
        if (!json) {
            session.terminal().data(providers.stream().map(ProviderText::of).collect(Collectors.joining("\n\n")));
            session.terminal().note("* is taken when an order names no model.");
        }
        return ExitCodes.OK;
    }
}
