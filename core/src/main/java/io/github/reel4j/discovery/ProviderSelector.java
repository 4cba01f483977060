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
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Selects the providers for an order: the configured ones in their order (setting {@code reel4j.provider}), or else the
 * only provider that offers the operation and has a key. If several fit, the selection fails. Thread-safe.
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

    /** Returns the failure that prevents every order; empty if there is none. */
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

    /**
     * Returns the failure if the settings are invalid: a malformed key, or a missing key of a provider that is
     * certainly needed.
     *
     * @param keyRequired whether a missing key is a failure
     */
    public Optional<VideoFailure> validate(boolean keyRequired) {
        Either<VideoFailure, List<ProviderId>> configured = configured();
        if (configured.isLeft()) {
            return Optional.of(configured.getLeft());
        }
        List<ProviderId> certain = configured.get().isEmpty() ? soleProvider() : configured.get();
        for (ProviderId each : certain) {
            Either<VideoFailure, VideoProvider> ready = withCredentials(each);
            if (ready.isLeft() && (keyRequired || ready.getLeft().kind() != FailureKind.MISSING_CREDENTIALS)) {
                return Optional.of(ready.getLeft());
            }
        }
        return certain.isEmpty() ? misconfigured(List.of()) : Optional.empty();
    }

    /**
     * Returns the failure if a provider that an order might go to has invalid settings. Configuring other providers
     * excludes it.
     */
    public Optional<VideoFailure> misconfigured() {
        Either<VideoFailure, List<ProviderId>> configured = configured();
        return configured.isLeft() ? Optional.of(configured.getLeft()) : misconfigured(configured.get());
    }

    private Optional<VideoFailure> misconfigured(List<ProviderId> names) {
        for (ProviderId each : names.isEmpty() ? found() : names) {
            Optional<VideoFailure> failure =
                    withCredentials(each).swap().toJavaOptional().filter(reason -> isCandidate(each, reason));
            if (failure.isPresent()) {
                return failure.map(
                        reason -> names.isEmpty() ? SelectionFailures.withAlternative(reason, each, found()) : reason);
            }
        }
        return Optional.empty();
    }

    /**
     * Returns whether {@code provider} would be a candidate but for {@code reason}. A broken provider without a key is
     * none.
     */
    private boolean isCandidate(ProviderId provider, VideoFailure reason) {
        return reason.kind() == FailureKind.CONFIGURATION
                || (reason.kind() == FailureKind.BROKEN_PROVIDER
                        && settings.find(provider.value(), "api-key").isPresent());
    }

    private List<ProviderId> found() {
        return registry.catalog().discovered().stream()
                .map(DiscoveredProvider::id)
                .toList();
    }

    /** Returns the providers that orders may go to: the configured ones, or else all that can be created. */
    public List<VideoProvider> eligible() {
        List<ProviderId> names = configured().getOrElse(List.of());
        return names.isEmpty()
                ? registry.usable()
                : names.stream()
                        .flatMap(name -> registry.byId(name).toJavaStream())
                        .toList();
    }

    private List<ProviderId> soleProvider() {
        List<DiscoveredProvider> found = registry.catalog().discovered();
        return found.size() == 1 ? List.of(found.get(0).id()) : List.of();
    }

    private Either<VideoFailure, VideoProvider> withCredentials(ProviderId provider) {
        return registry.byId(provider).flatMap(this::withKey);
    }

    /** Returns the first provider for {@code operation}. */
    public Either<VideoFailure, VideoProvider> choose(Operation operation) {
        return inOrder(operation).map(providers -> providers.get(0));
    }

    /**
     * Returns at least one provider for {@code operation}. The first receives the order; the others follow if the
     * previous one provably did not accept it. The providers may lack a key if they are configured, or if there is no
     * other.
     */
    public Either<VideoFailure, List<VideoProvider>> inOrder(Operation operation) {
        try {
            return configured()
                    .flatMap(names ->
                            names.isEmpty() ? soleCandidate(operation).map(List::of) : offering(names, operation));
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    /**
     * Returns every provider on the class path that offers {@code operation}, whether it is configured or not, sorted
     * by id. A provider that cannot be created is among them with its failure, because it may offer the operation.
     * Fails if no provider is known to offer it. Checks no keys.
     */
    public Either<VideoFailure, SortedMap<ProviderId, Either<VideoFailure, VideoProvider>>> allOffering(
            Operation operation) {
        SortedMap<ProviderId, Either<VideoFailure, VideoProvider>> found = new TreeMap<>();
        for (ProviderId each : found()) {
            Either<VideoFailure, VideoProvider> provider = registry.byId(each);
            if (provider.isLeft() || ProviderRegistry.offers(provider.get(), operation)) {
                found.put(each, provider);
            }
        }
        return found.values().stream().anyMatch(Either::isRight)
                ? Either.right(found)
                : notOffered(operation).map(none -> found);
    }

    /** Returns {@code provider}, or a failure if it has no key. */
    public Either<VideoFailure, VideoProvider> withKey(VideoProvider provider) {
        try {
            return registry.hasCredentials(provider)
                    ? Either.right(provider)
                    : Either.left(SelectionFailures.missingKey(List.of(provider), settings));
        } catch (InvalidSettingException e) {
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        }
    }

    /** Returns {@code provider} with its ports created, or a failure if that is impossible or it has no key. */
    public Either<VideoFailure, VideoProvider> prepared(VideoProvider provider) {
        return withKey(provider)
                .flatMap(ready -> registry.prepare(ready)
                        .<Either<VideoFailure, VideoProvider>>map(Either::left)
                        .orElse(Either.right(ready)));
    }

    /**
     * Returns {@code provider}, or a failure that names the providers which take local files for {@code operation} if
     * it takes none.
     */
    public Either<VideoFailure, VideoProvider> withUploader(VideoProvider provider, Operation operation) {
        return provider.uploader().isPresent()
                ? Either.right(provider)
                : Either.left(SelectionFailures.noUploader(
                        provider,
                        registry.offering(operation).stream()
                                .filter(other -> other.uploader().isPresent())
                                .toList()));
    }

    private Either<VideoFailure, List<ProviderId>> configured() {
        Optional<Settings.Found> found = settings.find("reel4j", "provider");
        try {
            return Either.right(found.isPresent() ? ProviderId.list(found.get().value()) : List.of());
        } catch (IllegalArgumentException e) {
            return Either.left(VideoFailure.of(
                    FailureKind.CONFIGURATION,
                    "reel4j.provider (from " + found.orElseThrow().source() + "): " + e.getMessage()));
        }
    }

    private Either<VideoFailure, List<VideoProvider>> offering(List<ProviderId> names, Operation operation) {
        return Either.sequenceRight(names.stream().map(registry::byId).toList()).flatMap(providers -> {
            List<VideoProvider> fit = providers
                    .filter(provider -> ProviderRegistry.offers(provider, operation))
                    .toJavaList();
            return fit.isEmpty()
                    ? Either.left(
                            SelectionFailures.unsupported(providers.head(), operation, registry.offering(operation)))
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
            return notOffered(operation);
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
                        ? SelectionFailures.missingKey(offering, settings)
                        : SelectionFailures.ambiguous(operation, ready, registry));
    }

    /** Returns the failure of an operation that no usable provider offers; that of a broken provider if all are. */
    private Either<VideoFailure, VideoProvider> notOffered(Operation operation) {
        List<VideoProvider> usable = registry.usable();
        ProviderCatalog catalog = registry.catalog();
        if (usable.size() == 1) {
            return Either.left(SelectionFailures.unsupported(usable.get(0), operation, List.of()));
        }
        return usable.isEmpty() && !catalog.discovered().isEmpty()
                ? registry.byId(catalog.discovered().get(0).id())
                : Either.left(SelectionFailures.offeredByNone(operation, usable, catalog));
    }
}
