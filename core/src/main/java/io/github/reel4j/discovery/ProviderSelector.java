package io.github.reel4j.discovery;

import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Chooses who may take an order: those that are named (setting {@code reel4j.provider}), in their order, or else the only one that
 * offers the operation and has a key. Where two fit it refuses to guess. Thread-safe.
 */
@Singleton
public final class ProviderSelector {

    private final ProviderRegistry registry;
    private final Settings settings;

    @Inject
    ProviderSelector(ProviderRegistry registry, Settings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** Why nothing can be ordered whatever it is; empty if something might. */
    public Optional<VideoFailure> conflict() {
        ProviderCatalog catalog = registry.catalog();
        if (!catalog.conflicts().isEmpty()) {
            return Optional.of(SelectionFailures.conflict(catalog));
        }
        if (catalog.discovered().isEmpty()) {
            return Optional.of(SelectionFailures.none(catalog));
        }
        return Optional.empty();
    }

    /** Why the settings cannot be used: a key of a wrong form, or none where it is certain whose is needed. */
    public Optional<VideoFailure> validate() {
        Either<VideoFailure, List<ProviderId>> named = named();
        if (named.isLeft()) {
            return Optional.of(named.getLeft());
        }
        List<ProviderId> certain = named.get().isEmpty() ? onlyOne() : named.get();
        for (ProviderId each : certain) {
            Either<VideoFailure, VideoProvider> ready = withCredentials(each);
            if (ready.isLeft()) {
                return Optional.of(ready.getLeft());
            }
        }
        return certain.isEmpty() ? misconfigured(List.of()) : Optional.empty();
    }

    /**
     * Why nobody can tell who is to take an order: a provider that it might go to cannot be used as it is set up. To name others leaves
     * it out; nothing else does.
     */
    public Optional<VideoFailure> misconfigured() {
        Either<VideoFailure, List<ProviderId>> named = named();
        return named.isLeft() ? Optional.of(named.getLeft()) : misconfigured(named.get());
    }

    private Optional<VideoFailure> misconfigured(List<ProviderId> names) {
        for (ProviderId each : names.isEmpty() ? found() : names) {
            Optional<VideoFailure> failure =
                    withCredentials(each).swap().toJavaOptional().filter(reason -> wouldBeGuessed(each, reason));
            if (failure.isPresent()) {
                return failure.map(
                        reason -> names.isEmpty() ? SelectionFailures.orName(reason, each, found()) : reason);
            }
        }
        return Optional.empty();
    }

    /** One that cannot be made and has no key was not to take orders anyway. */
    private boolean wouldBeGuessed(ProviderId provider, VideoFailure reason) {
        return reason.kind() == FailureKind.CONFIGURATION
                || (reason.kind() == FailureKind.BROKEN_PROVIDER
                        && settings.find(provider.value(), "api-key").isPresent());
    }

    private List<ProviderId> found() {
        return registry.catalog().discovered().stream()
                .map(DiscoveredProvider::id)
                .toList();
    }

    /** Those that may take orders: all that are named, or else all that can be created. */
    public List<VideoProvider> eligible() {
        List<ProviderId> names = named().getOrElse(List.of());
        return names.isEmpty()
                ? registry.usable()
                : names.stream()
                        .flatMap(name -> registry.byId(name).toJavaStream())
                        .toList();
    }

    private List<ProviderId> onlyOne() {
        List<DiscoveredProvider> found = registry.catalog().discovered();
        return found.size() == 1 ? List.of(found.get(0).id()) : List.of();
    }

    private Either<VideoFailure, VideoProvider> withCredentials(ProviderId provider) {
        return registry.byId(provider).flatMap(this::withKey);
    }

    /** The first provider for {@code operation}. */
    public Either<VideoFailure, VideoProvider> choose(Operation operation) {
        return inOrder(operation).map(providers -> providers.get(0));
    }

    /**
     * The providers for {@code operation}, at least one: the first is to take the order, the others in turn if it provably did not.
     * They need not have keys yet if they are named, or there is no other.
     */
    public Either<VideoFailure, List<VideoProvider>> inOrder(Operation operation) {
        try {
            return named().flatMap(names ->
                    names.isEmpty() ? soleCandidate(operation).map(List::of) : offering(names, operation));
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    /** The same provider, unless it has no key. */
    public Either<VideoFailure, VideoProvider> withKey(VideoProvider provider) {
        try {
            return registry.hasCredentials(provider)
                    ? Either.right(provider)
                    : Either.left(SelectionFailures.missingKey(List.of(provider)));
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    /** The same provider, all read that a call to its vendor needs, unless it has no key or does not give it. */
    public Either<VideoFailure, VideoProvider> prepared(VideoProvider provider) {
        return withKey(provider)
                .flatMap(ready -> registry.prepare(ready)
                        .<Either<VideoFailure, VideoProvider>>map(Either::left)
                        .orElse(Either.right(ready)));
    }

    private Either<VideoFailure, List<ProviderId>> named() {
        Optional<Settings.Found> found = settings.find("reel4j", "provider");
        try {
            return Either.right(found.map(each -> ProviderId.list(each.value())).orElse(List.of()));
        } catch (IllegalArgumentException e) {
            return Either.left(VideoFailure.of(
                    FailureKind.CONFIGURATION,
                    "reel4j.provider (from " + found.orElseThrow().source() + "): " + e.getMessage()));
        }
    }

    private Either<VideoFailure, List<VideoProvider>> offering(List<ProviderId> names, Operation operation) {
        return Either.sequenceRight(names.stream().map(registry::byId).toList()).flatMap(named -> {
            List<VideoProvider> fit = named.filter(provider -> ProviderRegistry.offers(provider, operation))
                    .toJavaList();
            return fit.isEmpty()
                    ? Either.left(SelectionFailures.unsupported(named.head(), operation, registry.offering(operation)))
                    : Either.right(fit);
        });
    }

    private Either<VideoFailure, VideoProvider> soleCandidate(Operation operation) {
        Optional<VideoFailure> misconfigured = misconfigured(List.of());
        if (misconfigured.isPresent()) {
            return Either.left(misconfigured.get());
        }
        List<VideoProvider> offering = registry.offering(operation);
        if (offering.isEmpty()) {
            List<VideoProvider> usable = registry.usable();
            return usable.size() == 1
                    ? Either.left(SelectionFailures.unsupported(usable.get(0), operation, List.of()))
                    : notOffered(operation, usable);
        }
        if (offering.size() == 1) {
            return Either.right(offering.get(0));
        }
        List<VideoProvider> ready =
                offering.stream().filter(registry::hasCredentials).toList();
        if (ready.size() == 1) {
            return Either.right(ready.get(0));
        }
        return Either.left(
                ready.isEmpty()
                        ? SelectionFailures.missingKey(offering)
                        : SelectionFailures.ambiguous(operation, ready, registry));
    }

    /** With one provider that could not be created, its own trouble is the better answer. */
    private Either<VideoFailure, VideoProvider> notOffered(Operation operation, List<VideoProvider> usable) {
        ProviderCatalog catalog = registry.catalog();
        return usable.isEmpty() && !catalog.discovered().isEmpty()
                ? registry.byId(catalog.discovered().get(0).id())
                : Either.left(SelectionFailures.offeredByNone(operation, usable, catalog));
    }
}
