package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.Field;
import io.github.reel4j.model.GenerationRequest;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code reel providers}: lists the providers, or compares their prices. */
@Command(
        name = "providers",
        description = "Lists the providers and their models, with allowed values, defaults and prices; or compares the"
                + " prices of one request.")
final class ProvidersCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Print 1 JSON object on stdout, also on failure. Default: text.")
    boolean json;

    @ArgGroup(exclusive = false, heading = "%nComparing prices:%n")
    @Nullable
    ComparisonOptions comparison;

    ProvidersCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        ComparisonOptions compared = comparison;
        return compared == null ? list() : compare(compared);
    }

    private int list() {
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

    private int compare(ComparisonOptions compared) {
        GenerationRequest request = request(compared);
        context.report().put("operation", compared.operation.id());
        PriceComparison prices = PriceComparison.of(context.settings(), request, compared.samples());
        prices.writeTo(context.report());
        if (!json) {
            context.terminal().data(prices.table());
            if (!compared.samples().isEmpty()) {
                context.terminal()
                        .note("sample values are used for: "
                                + compared.samples().stream().map(Field::name).collect(Collectors.joining(", ")) + ".");
            }
            context.terminal()
                    .note("prices are estimates, and currencies are not converted. Nothing was sent, nothing was"
                            + " billed.");
        }
        prices.failure().ifPresent(failure -> {
            throw new VideoException(failure);
        });
        return ExitCodes.OK;
    }

    private GenerationRequest request(ComparisonOptions compared) {
        try {
            return compared.request();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
