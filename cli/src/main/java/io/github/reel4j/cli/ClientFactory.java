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
 * Decides where an order goes: to the vendor whose key is set, or, with no key at all, to a simulator of the vendor. Who takes
 * the order among several vendors with keys is core's decision, not this one's.
 */
final class ClientFactory {

    private final CliContext context;
    private final OrderOptions options;
    private final Optional<URI> callbacks;
    private final Settings settings;

    /** @param callbacks under which address vendors reach us; empty if they are not to call */
    ClientFactory(CliContext context, OrderOptions options, Optional<URI> callbacks) {
        this.context = context;
        this.options = options;
        this.callbacks = callbacks;
        this.settings = options.provider
                .map(id -> context.settings().with("reel4j.provider", id))
                .orElse(context.settings());
    }

    /** A client that places orders. */
    ClientSession forOrder(Operation operation) {
        InstalledProviders catalog = InstalledProviders.read(settings);
        List<ProviderInfo> candidates = catalog.candidates(operation);
        if (options.simulate) {
            return simulated(operation, catalog, candidates, Simulators.find(), "--simulate:");
        }
        if (catalog.anyKey() || candidates.stream().anyMatch(catalog::hasCustomUrl)) {
            return forVendors(catalog, withProviders(catalog, candidates), candidates);
        }
        Simulators simulators = Simulators.find();
        boolean canSimulate = ids(candidates).anyMatch(id -> simulators.of(id).isPresent());
        return canSimulate
                ? simulated(operation, catalog, candidates, simulators, missingKeyMessage(candidates))
                : forVendors(catalog, withProviders(catalog, candidates), candidates);
    }

    /** A client that shows what an order would be; it needs no key. */
    ClientSession forPreview(Operation operation) {
        InstalledProviders catalog = InstalledProviders.read(settings);
        List<ProviderInfo> candidates = catalog.candidates(operation);
        if (mustBeNamed(catalog, candidates) && candidates.stream().noneMatch(ProviderInfo::hasKey)) {
            throw ambiguous(operation, candidates);
        }
        return readOnly(withProviders(catalog, candidates));
    }

    /** Where nobody offers the operation, a missing key is not what is wrong. */
    private ClientSession readOnly(Settings chosen) {
        return new ClientSession(
                builder(chosen, context.vendorInterval()).readOnly().build(), Optional.empty(), Optional.empty());
    }

    private ClientSession forVendors(InstalledProviders catalog, Settings chosen, List<ProviderInfo> candidates) {
        if (candidates.isEmpty()) {
            return readOnly(chosen);
        }
        boolean local = candidates.stream().allMatch(catalog::isLocal);
        if (!local && options.listen.isPresent() && options.callbackUrl.isEmpty()) {
            throw new CliException(
                    ExitCodes.USAGE,
                    "--listen alone is for a simulator on this machine; a vendor outside needs --callback-url, an address"
                            + " that it can reach. Nothing was ordered, nothing was billed.");
        }
        PollInterval pollInterval = local ? context.simulatorInterval() : context.vendorInterval();
        VideoClientBuilder builder = builder(chosen, pollInterval);
        CliJournal.of(context, options.journal).map(CliJournal::openForWriting).ifPresent(builder::journal);
        return new ClientSession(builder.build(), Optional.empty(), Optional.empty());
    }

    private ClientSession simulated(
            Operation operation,
            InstalledProviders catalog,
            List<ProviderInfo> candidates,
            Simulators simulators,
            String why) {
        List<ProviderInfo> fit = candidates.stream()
                .filter(each ->
                        catalog.isNamed() || simulators.of(each.id().value()).isPresent())
                .toList();
        if (mustBeNamed(catalog, fit)) {
            throw ambiguous(operation, fit);
        }
        if (fit.isEmpty()) {
            return withoutSimulator(operation, candidates, simulators);
        }
        RunningSimulators simulation = RunningSimulators.of(simulators, ids(fit).toList());
        try {
            VideoClient client = builder(simulation.applyTo(settings), context.simulatorInterval())
                    .build();
            return new ClientSession(client, Optional.of(simulation), Optional.of(why + " " + simulation.notice()));
        } catch (RuntimeException e) {
            simulation.close();
            throw e;
        }
    }

    /** Nobody is named, and several could take the order. */
    private static boolean mustBeNamed(InstalledProviders catalog, List<ProviderInfo> candidates) {
        return candidates.size() > 1 && !catalog.isNamed();
    }

    /** Nobody offers the operation, which is for core to tell; or those who do have no simulator. */
    private ClientSession withoutSimulator(Operation operation, List<ProviderInfo> candidates, Simulators simulators) {
        if (candidates.isEmpty()) {
            return forPreview(operation);
        }
        simulators.named(candidates.get(0).id().value());
        throw new IllegalStateException("a provider without a simulator has one");
    }

    private VideoClientBuilder builder(Settings chosen, PollInterval pollInterval) {
        VideoClientBuilder builder = VideoClient.builder()
                .settings(chosen)
                .pollInterval(pollInterval.initial(), pollInterval.max())
                .waitTimeout(options.timeout);
        options.maxPrice.ifPresent(builder::maxPrice);
        callbacks.ifPresent(builder::callbackUrl);
        return options.allowUnknownPrice ? builder.allowUnknownPrice() : builder;
    }

    /** Who could take the order is named, so that whatever is wrong is said of them and of no other. */
    private Settings withProviders(InstalledProviders catalog, List<ProviderInfo> candidates) {
        return candidates.isEmpty() || mustBeNamed(catalog, candidates)
                ? settings
                : settings.with("reel4j.provider", ids(candidates).collect(Collectors.joining(",")));
    }

    private static Stream<String> ids(List<ProviderInfo> providers) {
        return providers.stream().map(each -> each.id().value());
    }

    private static String missingKeyMessage(List<ProviderInfo> candidates) {
        return "No "
                + ids(candidates).map(id -> variable(id) + "_API_KEY").collect(Collectors.joining(" and no "))
                + ":";
    }

    static String variable(String provider) {
        return provider.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static VideoException ambiguous(Operation operation, List<ProviderInfo> fit) {
        String names =
                fit.stream().map(each -> each.id() + " (" + each.origin() + ")").collect(Collectors.joining(", "));
        String ways = ids(fit).map(id -> "--provider " + id).collect(Collectors.joining(" or "));
        return new VideoException(VideoFailure.of(
                FailureKind.AMBIGUOUS_PROVIDER,
                fit.size() + " providers can do " + operation + " and none of them has a key: " + names
                        + ".\n  Name one: " + ways + ", or REEL4J_PROVIDER="
                        + fit.get(0).id() + "."));
    }

    /** A client for tasks of one provider that were ordered before; how they end is noted in {@code journal}. */
    static ClientSession forTasks(CliContext context, ProviderId provider, Duration timeout, OrderJournal journal) {
        return forTasks(context, provider, timeout, journal, Optional.empty());
    }

    /** The same, of which vendors may tell news under {@code callbacks}. */
    static ClientSession forTasks(
            CliContext context, ProviderId provider, Duration timeout, OrderJournal journal, Optional<URI> callbacks) {
        PollInterval pollInterval = InstalledProviders.isLocal(context.settings(), provider)
                ? context.simulatorInterval()
                : context.vendorInterval();
        VideoClientBuilder builder = VideoClient.builder()
                .settings(context.settings().with("reel4j.provider", provider.value()))
                .pollInterval(pollInterval.initial(), pollInterval.max())
                .waitTimeout(timeout)
                .journal(journal);
        callbacks.ifPresent(builder::callbackUrl);
        return new ClientSession(builder.build(), Optional.empty(), Optional.empty());
    }

    /** The same for one task, which every failure names. */
    static ClientSession forTask(CliContext context, TaskRef task, Duration timeout, OrderJournal journal) {
        try {
            return forTasks(context, task.provider(), timeout, journal);
        } catch (VideoException e) {
            throw new VideoException(e.failure().withTask(task));
        }
    }
}
