package io.github.reel4j.discovery;

import io.github.reel4j.guard.ExceptionName;
import io.github.reel4j.guard.SafeLog;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Scheduler;
import io.github.reel4j.redaction.SecretMask;
import io.github.reel4j.spi.InvalidSettingException;
import io.github.reel4j.spi.NetworkOptions;
import io.github.reel4j.spi.ProviderConfig;
import io.github.reel4j.spi.Settings;
import io.github.reel4j.spi.VideoProvider;
import io.vavr.control.Either;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The providers of one client. Each is created at the first use and wrapped in a {@link FaultIsolatingProvider}.
 * Thread-safe.
 */
@Singleton
public final class ProviderRegistry {

    private static final SafeLog LOG = SafeLog.of(ProviderRegistry.class);

    private final ProviderCatalog catalog;
    private final Settings settings;
    private final Scheduler scheduler;
    private final NetworkOptions network;
    private final UnaryOperator<VideoProvider> decorator;
    private final Map<ProviderId, Either<VideoFailure, FaultIsolatingProvider>> created = new ConcurrentHashMap<>();

    @Inject
    ProviderRegistry(
            ProviderCatalog catalog,
            Settings settings,
            Scheduler scheduler,
            NetworkOptions network,
            UnaryOperator<VideoProvider> decorator) {
        this.catalog = catalog;
        this.settings = settings;
        this.scheduler = scheduler;
        this.network = network;
        this.decorator = decorator;
    }

    /** Returns the providers found on the class path. */
    public ProviderCatalog catalog() {
        return catalog;
    }

    /** Returns the provider with the given id, or a failure if there is none or it cannot be created. */
    public Either<VideoFailure, VideoProvider> byId(ProviderId id) {
        for (DiscoveredProvider discovered : catalog.discovered()) {
            if (discovered.id().equals(id)) {
                return Either.narrow(created.computeIfAbsent(id, ignored -> create(discovered)));
            }
        }
        return Either.left(SelectionFailures.unknown(id, catalog));
    }

    /** Returns the providers that can be created. */
    public List<VideoProvider> usable() {
        List<VideoProvider> usable = new ArrayList<>();
        for (DiscoveredProvider discovered : catalog.discovered()) {
            Either<VideoFailure, VideoProvider> provider = byId(discovered.id());
            if (provider.isRight()) {
                usable.add(provider.get());
            }
        }
        return List.copyOf(usable);
    }

    /** Returns the usable providers that offer {@code operation}. */
    public List<VideoProvider> offering(Operation operation) {
        return usable().stream().filter(provider -> offers(provider, operation)).toList();
    }

    static boolean offers(VideoProvider provider, Operation operation) {
        for (ModelSpec model : provider.models()) {
            if (model.operation() == operation && model.availability() != ModelSpec.Availability.PRICED_ONLY) {
                return true;
            }
        }
        return false;
    }

    /** Closes all providers that were created. A provider that is created later stays open. */
    public void close() {
        created.values().forEach(each -> each.peek(VideoProvider::close));
    }

    /**
     * Creates the ports of {@code provider} before anything is sent. Returns the failure if that is impossible, or else
     * empty.
     */
    Optional<VideoFailure> prepare(VideoProvider provider) {
        return provider instanceof FaultIsolatingProvider isolated ? isolated.prepare() : Optional.empty();
    }

    /** Returns the jar or folder that contains {@code provider}. */
    public String origin(ProviderId provider) {
        return catalog.discovered().stream()
                .filter(discovered -> discovered.id().equals(provider))
                .map(DiscoveredProvider::origin)
                .collect(Collectors.joining());
    }

    /** Returns the configuration of {@code provider}. */
    public ProviderConfig config(ProviderId provider) {
        return new ProviderConfig(provider, settings, scheduler, network);
    }

    /**
     * Returns whether {@code provider} has the key that it needs.
     *
     * @throws InvalidSettingException if the key is malformed
     */
    public boolean hasCredentials(VideoProvider provider) {
        return !provider.needsKey() || config(provider.id()).apiKey().isPresent();
    }

    private Either<VideoFailure, FaultIsolatingProvider> create(DiscoveredProvider discovered) {
        @Nullable VideoProvider raw = null;
        try {
            raw = LazyPorts.present(discovered.factory().create(config(discovered.id())), "create()");
            FaultIsolatingProvider provider =
                    new FaultIsolatingProvider(LazyPorts.present(decorator.apply(raw), "decorate"));
            if (!provider.id().equals(discovered.id())) {
                throw new IllegalStateException("the factory has the id '" + discovered.id()
                        + "' but the provider has the id '" + provider.id() + "'");
            }
            return Either.right(provider);
        } catch (InvalidSettingException e) {
            closeUnused(raw);
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        } catch (Throwable e) { // includes errors, so that the other providers stay usable
            closeUnused(raw);
            return Either.left(VideoFailure.of(
                    FailureKind.BROKEN_PROVIDER,
                    "the provider '" + discovered.id() + "' (" + discovered.origin() + ") cannot be created: "
                            + maskKey(discovered.id(), text(e))
                            + ". Update it, or remove it from the class path."));
        }
    }

    private static void closeUnused(@Nullable VideoProvider provider) {
        if (provider != null) {
            try {
                provider.close();
            } catch (Throwable e) {
                LOG.warn("a provider that could not be created could not be closed: {}", ExceptionName.of(e));
            }
        }
    }

    private static String text(Throwable exception) {
        try {
            return String.valueOf(exception);
        } catch (Throwable e) { // the exception class is foreign code
            return ExceptionName.of(exception);
        }
    }

    /** Masks the API key in {@code text}, because a provider that rejects its key may quote it. */
    private String maskKey(ProviderId id, String text) {
        return settings.find(id.value(), "api-key")
                .map(key -> SecretMask.of(List.of(key.value()), List.of()).apply(text))
                .orElse(text);
    }
}
