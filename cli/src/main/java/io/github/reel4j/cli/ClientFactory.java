package io.github.reel4j.cli;

import io.github.reel4j.ProviderInfo;
import io.github.reel4j.VideoClient;
import io.github.reel4j.VideoClientBuilder;
import io.github.reel4j.VideoException;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.TaskRef;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.OrderJournal;
import io.github.reel4j.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Creates the {@code VideoClient} of a command. Orders go to the vendors whose keys are set, or, without any key, to
 * simulators. Core chooses among several vendors with keys.
 */
final class ClientFactory {

    private final CliContext context;
    private final OrderOptions options;
    private final Optional<URI> callbackUrl;
    private final Settings settings;

    /** @param callbackUrl the base URL that vendors call; empty if they are not to call */
    ClientFactory(CliContext context, OrderOptions options, Optional<URI> callbackUrl) {
        this.context = context;
        this.options = options;
        this.callbackUrl = callbackUrl;
        this.settings = options.provider
                .map(id -> context.settings().with("reel4j.provider", id))
                .orElse(context.settings());
    }

    /** Returns a client that places orders. */
    ClientWithSimulators forOrder(Operation operation) {
        InstalledProviders catalog = InstalledProviders.read(settings);
        List<ProviderInfo> candidates = catalog.candidates(operation);
        if (options.simulate) {
            return simulated(operation, catalog, candidates, SimulatorRegistry.find(), "--simulate:");
        }
        if (catalog.anyKey() || candidates.stream().anyMatch(catalog::hasCustomUrl)) {
            return forVendors(catalog, withProviders(catalog, candidates), candidates);
        }
        SimulatorRegistry simulators = SimulatorRegistry.find();
        boolean canSimulate = ids(candidates).anyMatch(simulators::contains);
        return canSimulate
                ? simulated(operation, catalog, candidates, simulators, missingKeyMessage(candidates))
                : forVendors(catalog, withProviders(catalog, candidates), candidates);
    }

    /** Returns a client that only previews orders and needs no key. */
    ClientWithSimulators forPreview(Operation operation) {
        InstalledProviders catalog = InstalledProviders.read(settings);
        List<ProviderInfo> candidates = catalog.candidates(operation);
        if (isAmbiguous(catalog, candidates) && candidates.stream().noneMatch(ProviderInfo::hasKey)) {
            candidates = defaultOf(operation, candidates);
        }
        return readOnly(withProviders(catalog, candidates));
    }

    /** Returns a client without keys. Core then reports a missing operation instead of a missing key. */
    private ClientWithSimulators readOnly(Settings chosen) {
        VideoClientBuilder builder = builder(chosen, context.vendorInterval()).readOnly();
        if (options.maxSpend.isPresent()) { // the quotes depend on earlier orders
            CliJournal.of(context, options.journal).map(CliJournal::forQuotes).ifPresent(builder::journal);
        }
        return new ClientWithSimulators(builder.build(), Optional.empty(), Optional.empty());
    }

    private ClientWithSimulators forVendors(
            InstalledProviders catalog, Settings chosen, List<ProviderInfo> candidates) {
        if (candidates.isEmpty()) {
            return readOnly(chosen);
        }
        boolean local = candidates.stream().allMatch(catalog::isLocal);
        if (!local && options.listen.isPresent() && options.callbackUrl.isEmpty()) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "--listen needs --callback-url here, a URL through which the vendor reaches this machine. Only"
                            + " simulators on this machine need none. Nothing was ordered, nothing was billed.");
        }
        PollIntervalRange pollInterval = local ? context.simulatorInterval() : context.vendorInterval();
        VideoClientBuilder builder = builder(chosen, pollInterval);
        CliJournal.of(context, options.journal).map(CliJournal::openForOrder).ifPresent(builder::journal);
        return new ClientWithSimulators(builder.build(), Optional.empty(), Optional.empty());
    }

    private ClientWithSimulators simulated(
            Operation operation,
            InstalledProviders catalog,
            List<ProviderInfo> candidates,
            SimulatorRegistry simulators,
            String reason) {
        List<ProviderInfo> available = candidates.stream()
                .filter(each ->
                        catalog.isChosen() || simulators.contains(each.id().value()))
                .toList();
        List<ProviderInfo> simulated = isAmbiguous(catalog, available) ? defaultOf(operation, available) : available;
        if (simulated.isEmpty()) {
            return withoutSimulator(operation, candidates, simulators);
        }
        RunningSimulators simulation =
                RunningSimulators.of(simulators, ids(simulated).toList());
        try {
            VideoClient client = builder(simulation.applyTo(settings), context.simulatorInterval())
                    .build();
            return new ClientWithSimulators(
                    client, Optional.of(simulation), Optional.of(reason + " " + simulation.notice()));
        } catch (RuntimeException e) {
            simulation.close();
            throw e;
        }
    }

    /** Returns the vendor that {@code reel simulator} simulates by default, for an order that is not billed. */
    private static List<ProviderInfo> defaultOf(Operation operation, List<ProviderInfo> available) {
        List<ProviderInfo> preferred = available.stream()
                .filter(each -> each.id().value().equals(SimulatorCommand.DEFAULT_VENDOR))
                .toList();
        if (preferred.isEmpty()) {
            throw ambiguous(operation, available);
        }
        return preferred;
    }

    /** Whether several providers offer the operation and the user has chosen none. */
    private static boolean isAmbiguous(InstalledProviders catalog, List<ProviderInfo> candidates) {
        return candidates.size() > 1 && !catalog.isChosen();
    }

    /** Fails: either no provider offers the operation, which core reports, or none of them has a simulator. */
    private ClientWithSimulators withoutSimulator(
            Operation operation, List<ProviderInfo> candidates, SimulatorRegistry simulators) {
        if (candidates.isEmpty()) {
            return forPreview(operation);
        }
        throw simulators.notFound(candidates.get(0).id().value());
    }

    private VideoClientBuilder builder(Settings chosen, PollIntervalRange pollInterval) {
        VideoClientBuilder builder = VideoClient.builder()
                .settings(chosen)
                .pollInterval(pollInterval.initial(), pollInterval.max())
                .waitTimeout(options.timeout);
        options.maxPrice.ifPresent(builder::maxPrice);
        options.maxSpend.ifPresent(limit -> builder.maxSpend(limit.max(), limit.window()));
        context.events().listener().ifPresent(builder::listener);
        callbackUrl.ifPresent(builder::callbackUrl);
        return options.allowUnknownPrice ? builder.allowUnknownPrice() : builder;
    }

    /** Restricts the settings to the candidates, so that failures name only them. */
    private Settings withProviders(InstalledProviders catalog, List<ProviderInfo> candidates) {
        return candidates.isEmpty() || isAmbiguous(catalog, candidates)
                ? settings
                : settings.with("reel4j.provider", ids(candidates).collect(Collectors.joining(",")));
    }

    private static Stream<String> ids(List<ProviderInfo> providers) {
        return providers.stream().map(each -> each.id().value());
    }

    private static String missingKeyMessage(List<ProviderInfo> candidates) {
        return "No "
                + ids(candidates).map(id -> variablePrefix(id) + "_API_KEY").collect(Collectors.joining(" and no "))
                + ":";
    }

    /** Returns what the environment variables of {@code provider} begin with, for example {@code PIXAZO}. */
    static String variablePrefix(String provider) {
        return provider.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static VideoException ambiguous(Operation operation, List<ProviderInfo> providers) {
        String names = providers.stream()
                .map(each -> each.id() + " (" + each.origin() + ")")
                .collect(Collectors.joining(", "));
        String options = ids(providers).map(id -> "--provider " + id).collect(Collectors.joining(" or "));
        return new VideoException(VideoFailure.of(
                FailureKind.AMBIGUOUS_PROVIDER,
                providers.size() + " providers offer " + operation + ", and none of them is chosen: " + names
                        + ".\n  Choose one: " + options + ", or REEL4J_PROVIDER="
                        + providers.get(0).id() + "."));
    }

    /** Returns a client for existing tasks of one provider; {@code journal} records how they end. */
    static ClientWithSimulators forTasks(
            CliContext context, ProviderId provider, Duration timeout, OrderJournal journal) {
        return forTasks(context, provider, timeout, journal, Optional.empty());
    }

    /** @param callbackUrl the base URL that vendors call; empty if they are not to call */
    static ClientWithSimulators forTasks(
            CliContext context,
            ProviderId provider,
            Duration timeout,
            OrderJournal journal,
            Optional<URI> callbackUrl) {
        PollIntervalRange pollInterval = InstalledProviders.isLocal(context.settings(), provider)
                ? context.simulatorInterval()
                : context.vendorInterval();
        VideoClientBuilder builder = VideoClient.builder()
                .settings(context.settings().with("reel4j.provider", provider.value()))
                .pollInterval(pollInterval.initial(), pollInterval.max())
                .waitTimeout(timeout)
                .journal(journal);
        context.events().listener().ifPresent(builder::listener);
        callbackUrl.ifPresent(builder::callbackUrl);
        return new ClientWithSimulators(builder.build(), Optional.empty(), Optional.empty());
    }

    /** Returns a client for one existing task; failures to create it name the task. */
    static ClientWithSimulators forTask(CliContext context, TaskRef task, Duration timeout, OrderJournal journal) {
        try {
            return forTasks(context, task.provider(), timeout, journal);
        } catch (VideoException e) {
            throw new VideoException(e.failure().withTask(task));
        }
    }
}
