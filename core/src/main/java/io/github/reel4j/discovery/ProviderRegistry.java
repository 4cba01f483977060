package io.github.reel4j.discovery;

import io.github.reel4j.guard.GuardedLog;
import io.github.reel4j.guard.ThrownName;
import io.github.reel4j.model.FailureKind;
import io.github.reel4j.model.ModelSpec;
import io.github.reel4j.model.Operation;
import io.github.reel4j.model.ProviderId;
import io.github.reel4j.model.VideoFailure;
import io.github.reel4j.port.Timeline;
import io.github.reel4j.redaction.SecretMask;
import io.github.reel4j.spi.InvalidSettingException;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The providers of one client, each created when it is first needed, and guarded. Thread-safe. */
@Singleton
public final class ProviderRegistry {

    private static final GuardedLog LOG = GuardedLog.of(ProviderRegistry.class);

    private final ProviderCatalog catalog;
    private final Settings settings;
    private final Timeline timeline;
    private final Map<ProviderId, Either<VideoFailure, GuardedProvider>> created = new ConcurrentHashMap<>();

    @Inject
    ProviderRegistry(ProviderCatalog catalog, Settings settings, Timeline timeline) {
        this.catalog = catalog;
        this.settings = settings;
        this.timeline = timeline;
    }

    public ProviderCatalog catalog() {
        return catalog;
    }

    /** The provider of that name, or why there is none. */
    public Either<VideoFailure, VideoProvider> byId(ProviderId id) {
        for (FoundProvider found : catalog.found()) {
            if (found.id().equals(id)) {
                return Either.narrow(created.computeIfAbsent(id, ignored -> create(found)));
            }
        }
        return Either.left(SelectionText.unknown(id, catalog));
    }

    /** The providers that can be created. */
    public List<VideoProvider> usable() {
        List<VideoProvider> usable = new ArrayList<>();
        for (FoundProvider found : catalog.found()) {
            Either<VideoFailure, VideoProvider> provider = byId(found.id());
            if (provider.isRight()) {
                usable.add(provider.get());
            }
        }
        return List.copyOf(usable);
    }

    /** Those that offer {@code operation}. */
    public List<VideoProvider> offering(Operation operation) {
        return usable().stream().filter(provider -> offers(provider, operation)).toList();
    }

    static boolean offers(VideoProvider provider, Operation operation) {
        for (ModelSpec model : provider.models()) {
            if (model.operation() == operation && model.standing() != ModelSpec.Standing.PRICED_ONLY) {
                return true;
            }
        }
        return false;
    }

    /** Closes all that were created; one that is created afterwards would stay open. */
    public void close() {
        created.values().forEach(each -> each.peek(VideoProvider::close));
    }

    /** Reads what an order needs of {@code provider}, before anything is sent; why that cannot be had, empty if it was. */
    Optional<VideoFailure> prepare(VideoProvider provider) {
        return provider instanceof GuardedProvider guarded ? guarded.prepare() : Optional.empty();
    }

    /** Where {@code provider} came from. */
    public String origin(ProviderId provider) {
        return catalog.found().stream()
                .filter(found -> found.id().equals(provider))
                .map(FoundProvider::origin)
                .collect(Collectors.joining());
    }

    public ProviderConfig config(ProviderId provider) {
        return new ProviderConfig(provider, settings, timeline);
    }

    /**
     * Whether {@code provider} has the key it needs.
     *
     * @throws InvalidSettingException if one is set that cannot be used
     */
    public boolean isReady(VideoProvider provider) {
        return !provider.needsKey() || config(provider.id()).apiKey().isPresent();
    }

    private Either<VideoFailure, GuardedProvider> create(FoundProvider found) {
        @Nullable VideoProvider raw = null;
        try {
            raw = PortReader.present(found.factory().create(config(found.id())), "create()");
            GuardedProvider provider = new GuardedProvider(raw);
            if (!provider.id().equals(found.id())) {
                throw new IllegalStateException(
                        "its factory calls it '" + found.id() + "', it calls itself '" + provider.id() + "'");
            }
            return Either.right(provider);
        } catch (InvalidSettingException e) {
            closeUnused(raw);
            return Either.left(VideoFailure.of(FailureKind.CONFIGURATION, String.valueOf(e.getMessage())));
        } catch (Throwable e) { // errors too: one broken provider must not take the others with it
            closeUnused(raw);
            return Either.left(VideoFailure.of(
                    FailureKind.BROKEN_PROVIDER,
                    "the provider '" + found.id() + "' (" + found.origin() + ") cannot be created: "
                            + withoutKey(found.id(), text(e))
                            + ". Update it, or take it off the class path."));
        }
    }

    private static void closeUnused(@Nullable VideoProvider provider) {
        if (provider != null) {
            try {
                provider.close();
            } catch (Throwable e) {
                LOG.warn("a provider that cannot be used could not be closed either: {}", ThrownName.of(e));
            }
        }
    }

    private static String text(Throwable problem) {
        try {
            return String.valueOf(problem);
        } catch (Throwable e) { // its class is not ours
            return ThrownName.of(problem);
        }
    }

    /** A provider that fails over its key may quote it. */
    private String withoutKey(ProviderId id, String text) {
        return settings.find(id.value(), "api-key")
                .map(key -> SecretMask.of(List.of(key.value()), List.of()).applied(text))
                .orElse(text);
    }
}
