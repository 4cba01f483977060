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
import io.github.reel4j.port.TaskJournal;
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
final class OrderDesk {

    private final Session session;
    private final OrderOptions options;
    private final Optional<URI> callbacks;
    private final Settings settings;

    /** @param callbacks under which address vendors reach us; empty if they are not to call */
    OrderDesk(Session session, OrderOptions options, Optional<URI> callbacks) {
        this.session = session;
        this.options = options;
        this.callbacks = callbacks;
        this.settings = options.provider
                .map(id -> session.settings().with("reel4j.provider", id))
                .orElse(session.settings());
    }

    /** A client that places orders. */
    OpenClient forOrder(Operation operation) {
        Catalog catalog = Catalog.read(settings);
        List<ProviderInfo> candidates = catalog.candidates(operation);
        if (options.simulate) {
            return simulated(operation, catalog, candidates, Simulators.find(), "--simulate:");
        }
        if (catalog.anyKey() || candidates.stream().anyMatch(catalog::hasOwnAddress)) {
            return real(catalog, named(catalog, candidates), candidates);
        }
        Simulators simulators = Simulators.find();
        boolean canSimulate = ids(candidates).anyMatch(id -> simulators.of(id).isPresent());
        return canSimulate
                ? simulated(operation, catalog, candidates, simulators, noKey(candidates))
                : real(catalog, named(catalog, candidates), candidates);
    }

    /** A client that shows what an order would be; it needs no key. */
    OpenClient forPreview(Operation operation) {
        Catalog catalog = Catalog.read(settings);
        List<ProviderInfo> candidates = catalog.candidates(operation);
        if (mustBeNamed(catalog, candidates) && candidates.stream().noneMatch(ProviderInfo::hasKey)) {
            throw ambiguous(operation, candidates);
        }
        return withoutOrders(named(catalog, candidates));
    }

    /** Where nobody offers the operation, a missing key is not what is wrong. */
    private OpenClient withoutOrders(Settings chosen) {
        return new OpenClient(
                builder(chosen, session.vendorPace()).withoutOrders().build(), Optional.empty(), Optional.empty());
    }

    private OpenClient real(Catalog catalog, Settings chosen, List<ProviderInfo> candidates) {
        if (candidates.isEmpty()) {
            return withoutOrders(chosen);
        }
        boolean local = candidates.stream().allMatch(catalog::isLocal);
        if (!local && options.listen.isPresent() && options.callbackUrl.isEmpty()) {
            throw new RefusedException(
                    ExitCodes.USAGE,
                    "--listen alone is for a simulator on this machine; a vendor outside needs --callback-url, an address"
                            + " that it can reach. Nothing was ordered, nothing was billed.");
        }
        Pace pace = local ? session.simulatorPace() : session.vendorPace();
        VideoClientBuilder builder = builder(chosen, pace);
        OrderJournal.of(session, options.journal).map(OrderJournal::toWrite).ifPresent(builder::journal);
        return new OpenClient(builder.build(), Optional.empty(), Optional.empty());
    }

    private OpenClient simulated(
            Operation operation, Catalog catalog, List<ProviderInfo> candidates, Simulators simulators, String why) {
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
        Simulation simulation = Simulation.of(simulators, ids(fit).toList());
        try {
            VideoClient client =
                    builder(simulation.over(settings), session.simulatorPace()).build();
            return new OpenClient(client, Optional.of(simulation), Optional.of(why + " " + simulation.notice()));
        } catch (RuntimeException e) {
            simulation.close();
            throw e;
        }
    }

    /** Nobody is named, and several could take the order. */
    private static boolean mustBeNamed(Catalog catalog, List<ProviderInfo> candidates) {
        return candidates.size() > 1 && !catalog.isNamed();
    }

    /** Nobody offers the operation, which is for core to tell; or those who do have no simulator. */
    private OpenClient withoutSimulator(Operation operation, List<ProviderInfo> candidates, Simulators simulators) {
        if (candidates.isEmpty()) {
            return forPreview(operation);
        }
        simulators.named(candidates.get(0).id().value());
        throw new IllegalStateException("a provider without a simulator has one");
    }

    private VideoClientBuilder builder(Settings chosen, Pace pace) {
        VideoClientBuilder builder = VideoClient.builder()
                .settings(chosen)
                .polling(pace.first(), pace.most())
                .patience(options.timeout);
        options.maxPrice.ifPresent(builder::maxPrice);
        callbacks.ifPresent(builder::callbacks);
        return options.allowUnknownPrice ? builder.allowUnknownPrice() : builder;
    }

    /** Who could take the order is named, so that whatever is wrong is said of them and of no other. */
    private Settings named(Catalog catalog, List<ProviderInfo> candidates) {
        return candidates.isEmpty() || mustBeNamed(catalog, candidates)
                ? settings
                : settings.with("reel4j.provider", ids(candidates).collect(Collectors.joining(",")));
    }

    private static Stream<String> ids(List<ProviderInfo> providers) {
        return providers.stream().map(each -> each.id().value());
    }

    private static String noKey(List<ProviderInfo> candidates) {
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
    static OpenClient forTasks(Session session, ProviderId provider, Duration patience, TaskJournal journal) {
        return forTasks(session, provider, patience, journal, Optional.empty());
    }

    /** The same, of which vendors may tell news under {@code callbacks}. */
    static OpenClient forTasks(
            Session session, ProviderId provider, Duration patience, TaskJournal journal, Optional<URI> callbacks) {
        Pace pace = Catalog.isLocal(session.settings(), provider) ? session.simulatorPace() : session.vendorPace();
        VideoClientBuilder builder = VideoClient.builder()
                .settings(session.settings().with("reel4j.provider", provider.value()))
                .polling(pace.first(), pace.most())
                .patience(patience)
                .journal(journal);
        callbacks.ifPresent(builder::callbacks);
        return new OpenClient(builder.build(), Optional.empty(), Optional.empty());
    }

    /** The same for one task, which every failure names. */
    static OpenClient forTask(Session session, TaskRef task, Duration patience, TaskJournal journal) {
        try {
            return forTasks(session, task.provider(), patience, journal);
        } catch (VideoException e) {
            throw new VideoException(e.failure().withTask(task));
        }
    }
}
